#!/bin/sh
# Tells a machine of etcd's own to found the cluster: once in the cluster's life, before any other machine is a member.
# Environment: that of the channel, NAME, MARK.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/../$PLATFORM/channel.sh"

step "$NAME cannot be told to found etcd" "$(place_of "$NAME")" \
  in_machine "$NAME" runuser --user etcd -- touch "$MARK" < /dev/null
echo "$NAME"
