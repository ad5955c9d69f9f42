#!/bin/sh
# Brings the files of a running machine up to date with the Ignition config on standard input.
# Environment: INSTANCE, NAME, LOAD_BALANCERS. No two machines of a cluster are changed at once.
set -eu

# shellcheck source=/dev/null
. "$(dirname "$0")/lib.sh"

container="$INSTANCE-$NAME"
state=$(state_of "$container")
[ "$state" = running ] ||
  give_up "$NAME cannot be changed" "where=container $container" "seen=the container is $state" \
    "why=files are changed in a machine that runs" \
    "remedy=start it (podman start $container), or replace it: pulumi config set --path machineGenerations.$NAME 2"
flock "/var/lib/hardway/$INSTANCE/upkeep.lock" node .tools/lib/upkeep.cjs >&2
echo "$container"
