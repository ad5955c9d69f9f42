#!/bin/sh
# Makes the network of a cluster: a network namespace of its own, and in it a bridge that machines are put on.
# Environment: INSTANCE, PROJECT, NETWORKS, for each family "SUBNET,GATEWAY", and OUTBOUND: "none", as where it is not set, or
# "nat" where machines may reach what is outside (outbound-up.sh). Run again after an interruption it finishes
# what was begun.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../shell/lib.sh"

state="/var/lib/hardway/$INSTANCE"
inside() { nsenter --net="/run/netns/$INSTANCE" podman --network-config-dir "$state/networks" "$@"; }
room_mib=64

if [ -e "$state/project" ] && [ "$(cat "$state/project")" != "$PROJECT" ]; then
  give_up "$INSTANCE belongs to another project" "where=$state/project" "seen=$(cat "$state/project")" \
    "why=the project in that folder has a stack of the same name on this host" \
    "remedy=choose another stack name, or run \"make destroy\" there"
fi
# The project's name is written before the namespace is made, so a namespace without it is not of this program.
if [ ! -e "$state/project" ] && [ -e "/run/netns/$INSTANCE" ]; then
  give_up "the network namespace $INSTANCE is somebody else's" "where=/run/netns/$INSTANCE" \
    "seen=it is there, and no project of this program made it" "why=another program uses the name" \
    "remedy=choose another stack name; or, if nobody needs it, remove it: ip netns delete $INSTANCE"
fi
need_room "the network of the cluster has no room for its state" "$state" "$room_mib"
install -d -m 700 "$state" "$state/networks"
printf '%s\n' "$PROJECT" > "$state/project.new"
mv "$state/project.new" "$state/project"

# Without a default route nothing that runs in the namespace can reach the world outside. A file without a namespace
# behind it is what is left when its making is interrupted.
if ! nsenter --net="/run/netns/$INSTANCE" true 2> /dev/null; then
  rm -f "/run/netns/$INSTANCE"
  step "the network namespace cannot be made" "/run/netns/$INSTANCE" ip netns add "$INSTANCE"
fi
step "the network namespace cannot be used" "/run/netns/$INSTANCE" ip -n "$INSTANCE" link set lo up

# Another than the planned one, or half of one, was left by an interrupted run: no machine has been put on it yet.
planned=""
options=""
[ "${OUTBOUND:-none}" = nat ] || options="--internal"
for network in $NETWORKS; do
  subnet=${network%,*}
  gateway=${network#*,}
  planned="$planned$subnet $gateway;"
  options="$options --subnet $subnet --gateway $gateway"
done
if ! inside network inspect --format '{{range .Subnets}}{{.Subnet}} {{.Gateway}};{{end}}' "$INSTANCE" 2> /dev/null | grep -qxF "$planned"; then
  rm -f "$state/networks/$INSTANCE.json"
  # The options are words without blanks.
  # shellcheck disable=SC2086
  step "the podman network cannot be made" "network $INSTANCE" \
    inside network create --driver bridge --disable-dns $options "$INSTANCE"
fi
echo "$INSTANCE"
