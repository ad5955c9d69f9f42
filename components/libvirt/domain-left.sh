#!/bin/sh
# Removes a domain that the state knows nothing of: one that could not be started, or that an interrupted run has made.
# Prints "removed" if there was one. Environment: that of the channel, DOMAIN.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/channel.sh"

state=$(virsh_quiet domstate "$DOMAIN" 2> /dev/null) || exit 0
[ "$state" = "shut off" ] || virsh_quiet destroy "$DOMAIN" >&2
virsh_quiet undefine "$DOMAIN" --managed-save --nvram --snapshots-metadata --checkpoints-metadata >&2
echo removed
