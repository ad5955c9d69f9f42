#!/bin/sh
# Runs the script that is its argument as root; standard input is the script's. It comes after components/shell/lib.sh.
set -eu

[ "$(id -u)" -ne 0 ] || exec sh -c "$1"
seen=$(sudo -n true 2>&1) || give_up "$(id -un) may not become root" "where=$(uname -n)" "seen=$seen" \
  "why=packages, files under /etc and services are root's, and sudo asks for a password or is not there" \
  'remedy=allow it in a file of /etc/sudoers.d (NOPASSWD), or log in as root: pulumi config set --path microshift.host.user root'
exec sudo -n env "SSH_CONNECTION=${SSH_CONNECTION:-}" sh -c "$1"
