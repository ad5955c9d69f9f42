#!/bin/sh
# Removes a machine with its volume; what is gone already is left at that. Environment: INSTANCE, NAME.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../shell/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/channel.sh"

container="$INSTANCE-$NAME"
state="/var/lib/hardway/$INSTANCE"
flock "$state/$NAME.lock" true
if podman container exists --external "$container"; then
  removing uncut "$state/$NAME.lock" nsenter --net="/run/netns/$INSTANCE" podman \
    --network-config-dir "$state/networks" rm --force --time 5 --volumes "$container" > /dev/null
fi
uncut "$state/$NAME.lock" podman volume rm --force "$container" > /dev/null
rm -rf "/run/$INSTANCE/$NAME"
