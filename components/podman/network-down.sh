#!/bin/sh
# Removes everything that a cluster has on this host: machines, volumes, network, namespace.
# Environment: INSTANCE. It sweeps by label, so that what an interrupted run left behind goes too, and it can be run
# again wherever it was cut off: the namespace, which podman needs to take a network apart, is the last to go.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../shell/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/channel.sh"

state="/var/lib/hardway/$INSTANCE"
inside() { nsenter --net="/run/netns/$INSTANCE" podman --network-config-dir "$state/networks" "$@"; }
remove_machines() {
  # The words are container numbers, which need no quotes.
  # shellcheck disable=SC2046
  set -- $(inside ps --all --quiet --filter "label=hardway.instance=$INSTANCE")
  if [ $# -gt 0 ]; then
    uncut "$state/sweep.lock" nsenter --net="/run/netns/$INSTANCE" podman --network-config-dir "$state/networks" \
      rm --force --time 0 --volumes "$@" > /dev/null
  fi
}

remove_volumes() {
  # Names of volumes need no quotes, either.
  # shellcheck disable=SC2046
  set -- $(podman volume ls --quiet --filter "label=hardway.instance=$INSTANCE")
  if [ $# -gt 0 ]; then uncut "$state/sweep.lock" podman volume rm "$@" > /dev/null; fi
  # Podman forgets a volume before it deletes the files, which hold keys. Every machine has a lock of its name.
  volumes=$(podman info --format '{{.Store.VolumePath}}')
  for lock in "$state"/*.lock; do
    volume="$INSTANCE-$(basename "$lock" .lock)"
    if [ -e "$volumes/$volume" ] && ! podman volume exists "$volume"; then rm -rf "${volumes:?}/$volume"; fi
  done
}

if [ -e "$state/networks" ]; then
  # After a restart of the host, or where its removal was cut off, there is no namespace but a cluster to remove.
  if ! nsenter --net="/run/netns/$INSTANCE" true 2> /dev/null; then
    rm -f "/run/netns/$INSTANCE"
    ip netns add "$INSTANCE"
  fi
  # An interrupted run may have podman still at work on a machine.
  for lock in "$state"/*.lock; do
    if [ -e "$lock" ]; then flock "$lock" true; fi
  done
  removing remove_machines
  remove_volumes
  if inside network exists "$INSTANCE"; then inside network rm "$INSTANCE" > /dev/null; fi
fi
"$(dirname "$0")/outbound-down.sh"
if nsenter --net="/run/netns/$INSTANCE" true 2> /dev/null; then ip netns delete "$INSTANCE"; fi
rm -rf "/run/netns/$INSTANCE" "/run/$INSTANCE" "$state"
