#!/bin/sh
# Removes a machine with its volume; what is gone already is left at that. Environment: INSTANCE, NAME.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/lib.sh"

container="$INSTANCE-$NAME"
if podman container exists --external "$container"; then
  removing nsenter --net="/run/netns/$INSTANCE" podman --network-config-dir "/var/lib/hardway/$INSTANCE/networks" \
    rm --force --time 5 --volumes "$container" > /dev/null
fi
podman volume rm --force "$container" > /dev/null
rm -rf "/run/$INSTANCE/$NAME"
