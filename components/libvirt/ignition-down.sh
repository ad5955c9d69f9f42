#!/bin/sh
# Removes the volume of a machine's Ignition config, where its first boot has left it. Environment: that of the channel,
# NAME.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/channel.sh"

if virsh_quiet vol-info --pool "$INSTANCE" "$NAME.ign" > /dev/null 2>&1; then
  virsh_quiet vol-delete --pool "$INSTANCE" "$NAME.ign" >&2
fi
