#!/bin/sh
# Brings the files of a running machine up to date with the Ignition config on standard input.
# Environment: INSTANCE, NAME, LOAD_BALANCERS. No two machines of a cluster are changed at once.
set -eu

container="$INSTANCE-$NAME"
state="$(podman container inspect --format '{{.State.Status}}' "$container" 2> /dev/null || echo missing)"
if [ "$state" != running ]; then
  {
    echo "$NAME cannot be changed: its container is $state"
    echo "  where:  container $container"
    echo "  why:    files are changed in a machine that runs"
    echo "  remedy: start it (podman start $container), or replace it: pulumi config set --path machineGenerations.$NAME 2"
  } >&2
  exit 1
fi
flock "/var/lib/hardway/$INSTANCE/upkeep.lock" node .tools/lib/upkeep.cjs >&2
echo "$container"
