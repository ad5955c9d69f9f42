#!/bin/sh
# Lets a load balancer take its place among several, or leave it: "join" or "leave". Environment: INSTANCE, NAME.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/lib.sh"

container="$INSTANCE-$NAME"
case $1 in
  join) what="$NAME cannot take its place among the load balancers" ;;
  leave) what="$NAME cannot hand the shared address over" ;;
esac
# One that is off has lost its share already.
if [ "$1" = leave ] && [ "$(state_of "$container")" != running ]; then exit; fi
step "$what" "container $container" timeout 60 podman exec "$container" /usr/local/bin/virtual-address "$1"
echo "$NAME: $1"
