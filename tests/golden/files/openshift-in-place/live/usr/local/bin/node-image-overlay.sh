#!/bin/bash
# Mounts the checked out programs over the machine's own, but for the modules of the kernel that runs.
set -euo pipefail

mount -o bind,ro /usr/lib/modules /var/node-image/checkout/usr/lib/modules
mount -o rbind,ro /var/node-image/checkout/usr /usr
mount -o bind,ro /etc /ostree/deploy/*/deploy/*/etc
# The files of /etc that are the machine's own, as ostree tells them: status and path in columns.
ostree admin config-diff | awk '{ print "/" $2 }' |
  rsync --archive --exclude-from=- /var/node-image/checkout/usr/etc/ /etc/
semodule -R
