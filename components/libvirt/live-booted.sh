#!/bin/sh
# Waits until a machine has booted a live image and applied the Ignition config in it, or has installed itself by now. The
# image stays, as the live system runs from it. Environment: that of the channel, NAME, BOOT_SECONDS.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../shell/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/channel.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/wait-for-machine.sh"

WHY_OFF="Ignition could not apply the config, or the image does not boot"
WHY_LATE="the live system hangs in its boot, or this host does not reach its address"
# A live system says nothing on its serial console.
LOOK="see its screen: virsh --connect $LIBVIRT_URI screenshot $INSTANCE-$NAME"
export WHY_OFF WHY_LATE LOOK
wait_for_machine booted "$BOOT_SECONDS" true
echo "$INSTANCE-$NAME"
