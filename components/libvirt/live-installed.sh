#!/bin/sh
# Waits until a machine that booted a live image runs from the disk on which that has installed it, and then removes the
# image from the hypervisor. Environment: that of the channel, NAME, INSTALL_SECONDS.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../shell/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/channel.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/wait-for-machine.sh"

WHY_OFF="the installation could not write the disk, or what is on it does not boot"
WHY_LATE="the temporary control plane has not ended, the installation hangs, or the installed system has another SSH key"
LOOK="read the journal of the live system: ssh -F $SSH_FOLDER/config $NAME journalctl"
export WHY_OFF WHY_LATE LOOK
# A live system of CoreOS is the one that has this file.
wait_for_machine "been installed" "$INSTALL_SECONDS" test ! -e /run/ostree-live

# QEMU keeps the image's room until the domain starts anew: a drive without a disc would be one that the provider cannot read.
redefine_without "/<disk [^>]*device='cdrom'/,/<\/disk>/d"
"$(dirname "$0")/live-iso-down.sh"
echo "$INSTANCE-$NAME"
