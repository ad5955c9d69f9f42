#!/bin/sh
# Waits until a machine has booted and applied its Ignition config, and then removes the config from the hypervisor.
# Environment: that of the channel, NAME, BOOT_SECONDS, CONSOLE_LOG.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../shell/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/channel.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/wait-for-machine.sh"

WHY_OFF="Ignition could not apply the config, or the image does not boot"
WHY_LATE="the machine hangs in its boot, or this host does not reach its address"
LOOK="read its console on the hypervisor, $CONSOLE_LOG"
export WHY_OFF WHY_LATE LOOK
# SSH answers with the key that the config brings, so whoever gets in knows that it was applied.
wait_for_machine booted "$BOOT_SECONDS" true

redefine_without '/<qemu:commandline>/,/<\/qemu:commandline>/d'
"$(dirname "$0")/ignition-down.sh"
echo "$INSTANCE-$NAME"
