#!/bin/sh
# Removes what access-up.sh wrote. Environment: SSH_FOLDER.
set -eu

rm -rf "$SSH_FOLDER"
