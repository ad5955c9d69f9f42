#!/bin/sh
# Removes a machine with its volume. Environment: INSTANCE, NAME.
set -eu

container="$INSTANCE-$NAME"
nsenter --net="/run/netns/$INSTANCE" podman --network-config-dir "/var/lib/hardway/$INSTANCE/networks" \
  rm --force --time 5 --volumes "$container" > /dev/null
podman volume rm --force "$container" > /dev/null
