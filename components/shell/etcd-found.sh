#!/bin/sh
# Tells a machine to found etcd's cluster: once in the cluster's life, before any other machine is a member.
# Environment: that of the channel, NAME, MARK.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/../$PLATFORM/channel.sh"

# As the user whom the folder belongs to: what is under it is that user's to point elsewhere.
step "$NAME cannot be told to found etcd" "$(place_of "$NAME")" in_machine "$NAME" sh -s "$MARK" << 'END'
exec runuser --user "$(stat --format=%U "$(dirname "$1")")" -- touch "$1"
END
echo "$NAME"
