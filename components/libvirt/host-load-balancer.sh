#!/bin/sh
# Has the cluster's load balancer on its hypervisor as the files on standard input say ("up", again and again as they
# change), or takes it away with all that belongs to it ("down"). Environment: that of the channel.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../shell/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/channel.sh"

folder=$(dirname "$0")
bridge=
if [ "$1" = up ]; then
  bridge=$(virsh_quiet net-info "$INSTANCE" | sed -n 's/^Bridge: *//p')
  [ -n "$bridge" ] || give_up "the load balancer has no bridge to have its addresses on" "where=network $INSTANCE, $LIBVIRT_URI" \
    "seen=libvirt tells of no bridge" "why=the cluster's network is not there, or is no longer as it was made" \
    "remedy=run \"pulumi refresh\", which finds out, then \"pulumi up\""
fi
cat "$folder/../shell/lib.sh" - "$folder/on-hypervisor.sh" |
  in_machine hypervisor env "INSTANCE=$INSTANCE" "BRIDGE=$bridge" sh -s "$1"
echo "$INSTANCE-load-balancer"
