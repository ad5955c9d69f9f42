#!/bin/sh
# Makes the network of a cluster: a network namespace of its own, and in it a bridge that machines are put on.
# Environment: INSTANCE, PROJECT, SUBNET, GATEWAY. Run again after an interruption it finishes what was begun.
set -eu

state="/var/lib/hardway/$INSTANCE"
inside() { nsenter --net="/run/netns/$INSTANCE" podman --network-config-dir "$state/networks" "$@"; }

if [ -e "$state/project" ] && [ "$(cat "$state/project")" != "$PROJECT" ]; then
  echo "$INSTANCE belongs to the project in $(cat "$state/project"), which has a stack of the same name." >&2
  echo "remedy: choose another stack name, or run 'make destroy' there." >&2
  exit 1
fi
install -d -m 700 "$state" "$state/networks"
printf '%s\n' "$PROJECT" > "$state/project.new"
mv "$state/project.new" "$state/project"

# Without a default route nothing that runs in the namespace can reach the world outside. A file without a namespace
# behind it is what is left when its making is interrupted.
if ! nsenter --net="/run/netns/$INSTANCE" true 2> /dev/null; then
  rm -f "/run/netns/$INSTANCE"
  ip netns add "$INSTANCE"
fi
ip -n "$INSTANCE" link set lo up

# Another than the planned one, or half of one, was left by an interrupted run: no machine has been put on it yet.
planned="$SUBNET $GATEWAY"
if ! inside network inspect --format '{{range .Subnets}}{{.Subnet}} {{.Gateway}}{{end}}' "$INSTANCE" 2> /dev/null | grep -qxF "$planned"; then
  rm -f "$state/networks/$INSTANCE.json"
  inside network create --driver bridge --internal --disable-dns --subnet "$SUBNET" --gateway "$GATEWAY" "$INSTANCE" > /dev/null
fi
echo "$INSTANCE"
