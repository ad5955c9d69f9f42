#!/bin/sh
# Makes the network of a cluster: a network namespace of its own, and in it a bridge that machines are put on.
# Environment: INSTANCE, PROJECT, SUBNET, GATEWAY. Run again after an interruption it finishes what was begun.
set -eu

state="/var/lib/hardway/$INSTANCE"

if [ -e "$state/project" ] && [ "$(cat "$state/project")" != "$PROJECT" ]; then
  echo "$INSTANCE belongs to the project in $(cat "$state/project"), which has a stack of the same name." >&2
  echo "remedy: choose another stack name, or run 'make destroy' there." >&2
  exit 1
fi
install -d -m 700 "$state" "$state/networks"
printf '%s\n' "$PROJECT" > "$state/project"

# Without a default route nothing that runs in the namespace can reach the world outside.
if ! ip netns list | grep -q "^$INSTANCE\b"; then ip netns add "$INSTANCE"; fi
ip -n "$INSTANCE" link set lo up

if ! podman --network-config-dir "$state/networks" network exists "$INSTANCE"; then
  nsenter --net="/run/netns/$INSTANCE" podman --network-config-dir "$state/networks" network create --driver bridge --internal --disable-dns \
    --subnet "$SUBNET" --gateway "$GATEWAY" "$INSTANCE" > /dev/null
fi
echo "$INSTANCE"
