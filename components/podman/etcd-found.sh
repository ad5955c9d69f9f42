#!/bin/sh
# Tells a machine of etcd's own to found the cluster: once in the cluster's life, before any other machine is a member.
# Environment: INSTANCE, NAME, MARK.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/lib.sh"

container="$INSTANCE-$NAME"
step "$NAME cannot be told to found etcd" "container $container" \
  podman exec --user etcd "$container" touch "$MARK"
echo "$NAME"
