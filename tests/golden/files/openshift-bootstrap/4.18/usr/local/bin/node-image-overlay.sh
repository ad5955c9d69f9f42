#!/bin/bash
# Mounts the checked out programs over the machine's own, but for the modules of the kernel that runs.
set -euo pipefail

mount -o bind,ro /usr/lib/modules /ostree/repo/tmp/node-image/usr/lib/modules
mount -o rbind,ro /ostree/repo/tmp/node-image/usr /usr
# The files of /etc that are the machine's own, as ostree tells them: status and path in columns.
ostree admin config-diff | awk '{ print "/" $2 }' |
  rsync --archive --exclude-from=- /ostree/repo/tmp/node-image/usr/etc/ /etc/
semodule -R
