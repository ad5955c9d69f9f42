#!/bin/sh
# Removes everything that a cluster has on this host: machines, volumes, network, namespace.
# Environment: INSTANCE. It sweeps by label, so that what an interrupted run left behind goes too.
set -eu

state="/var/lib/hardway/$INSTANCE"
inside() { nsenter --net="/run/netns/$INSTANCE" podman --network-config-dir "$state/networks" "$@"; }

if [ -e "/run/netns/$INSTANCE" ]; then
  inside ps --all --quiet --filter "label=hardway.instance=$INSTANCE" | xargs --no-run-if-empty \
    nsenter --net="/run/netns/$INSTANCE" podman --network-config-dir "$state/networks" rm --force --time 0 --volumes > /dev/null
  podman volume ls --quiet --filter "label=hardway.instance=$INSTANCE" | xargs --no-run-if-empty podman volume rm > /dev/null
  if inside network exists "$INSTANCE"; then inside network rm "$INSTANCE" > /dev/null; fi
  ip netns delete "$INSTANCE"
fi
rm -rf "$state"
