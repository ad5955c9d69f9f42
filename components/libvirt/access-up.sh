#!/bin/sh
# Writes what an SSH client needs to enter the machines: its key comes on standard input.
# Environment: SSH_FOLDER, CONFIGURATION, KNOWN_HOSTS.
set -eu

umask 077
mkdir -p "$SSH_FOLDER"
cat > "$SSH_FOLDER/key"
printf '%s' "$KNOWN_HOSTS" > "$SSH_FOLDER/known_hosts"
folder=$(cd "$SSH_FOLDER" && pwd)
printf '%s' "$CONFIGURATION" | sed "s|@FOLDER@|$folder|" > "$SSH_FOLDER/config"
echo "$SSH_FOLDER"
