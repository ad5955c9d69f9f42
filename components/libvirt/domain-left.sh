#!/bin/sh
# Removes a domain that was defined and does not run, which the provider knows nothing of; prints "removed" if there was
# one. Environment: that of the channel, DOMAIN.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/channel.sh"

state=$(virsh_quiet domstate "$DOMAIN" 2> /dev/null) || exit 0
if [ "$state" = "shut off" ]; then
  virsh_quiet undefine "$DOMAIN" --managed-save --nvram >&2
  echo removed
fi
