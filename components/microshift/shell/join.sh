#!/bin/sh
# Makes a node a part of the cluster: the first one begins it, and every other joins by MicroShift's own add-node, with what
# that wants (facts: microshift.md, B4 to B7). One that comes back under its name joins as well, the first one included.
# Environment: that of the channel, NAME, ROLE (controlPlane or worker), BEGINS (yes: where there is no other node), LEARNER
# (true or false), API_AT (the address by which nodes reach the API), HIGHLY_AVAILABLE (yes: that is the virtual address).
# On standard input what the gate `microshiftUnstarted` is given, or nothing.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../../shell/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/../../podman/channel.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/lib.sh"

data=/var/lib/microshift
# Seconds; add-node itself waits ten minutes for etcd and five for the node.
limit=$(time_for 900)
kubeconfig="$data/resources/kubeadmin/$API_AT/kubeconfig"
place=$(place_of "$NAME")
restart() { step "MicroShift cannot be started on $NAME" "$place" in_node systemctl restart --no-block microshift.service; }

# The markers are there before the first start, which decides by them once and for all.
if [ "$BEGINS" = yes ] && [ -z "$(others)" ]; then
  if [ "$HIGHLY_AVAILABLE" = yes ]; then
    echo "$API_AT" | put_into "$data/.tls-san"
    echo yes | put_into "$data/.enable-ha"
  fi
  echo "$NAME begins the cluster" | put_into /etc/microshift/may-start
  restart
  echo "$NAME begins the cluster"
  exit
fi

scratch="/run/$INSTANCE/join-$NAME"
rm -rf "$scratch"
trap 'rm -rf "$scratch"' EXIT
(umask 077 && mkdir -p "$scratch" && cat > "$scratch/input")

donor=""
for each in $(others); do
  if [ "$(state_of "$each")" = running ] && has_file "$each" "$kubeconfig"; then
    donor=$each
    break
  fi
done
[ -n "$donor" ] || give_up "no control plane can take $NAME in" "where=$INSTANCE" \
  "seen=none that runs has $kubeconfig" "why=a node joins by what a control plane hands over" \
  "remedy=start one of them (podman start), then run \"pulumi up\" again"
if [ "$ROLE" = controlPlane ] && ! has_file "$donor" "$data/.enable-ha"; then
  give_up "$NAME cannot join as a control plane" "where=container $donor" "seen=it has no $data/.enable-ha" \
    "why=the cluster was not made for high availability: the first start of node 1 found no marker of it" \
    "remedy=make the cluster anew in topology ha, which loses what it holds (make destroy, then make up); workers can join as it is"
fi
# Through a file in memory: some of these hold keys. PATH, TO.
hand_over() {
  podman exec "$donor" cat "$1" > "$scratch/handed"
  put_into "$2" < "$scratch/handed"
}

add_node() {
  if [ "$ROLE" = controlPlane ]; then
    # The first node was made before anybody could say how the cluster is reached; that it comes back is known by its leave.
    [ ! -s "$scratch/input" ] || nsenter --net="/run/netns/$INSTANCE" node .tools/lib/gate.cjs microshiftUnstarted create < "$scratch/input" >&2
    hand_over "$data/.enable-ha" "$data/.enable-ha"
    hand_over "$data/.tls-san" "$data/.tls-san"
  fi
  hand_over "$kubeconfig" /root/join-kubeconfig
  hand_over "$data/.cluster-config" "$data/.cluster-config"
  worker=""
  if [ "$ROLE" = worker ]; then
    worker=--worker-only
    api_first
  fi
  echo "$NAME joins" | put_into /etc/microshift/may-start
  echo "$NAME: microshift add-node, taken in by $donor" >&2
  in_node systemctl stop microshift.service kubepods.slice crio.service
  # shellcheck disable=SC2016,SC2086 # The words are for the inner shell, and the option may be none.
  timeout "$limit" podman exec "$INSTANCE-$NAME" sh -c '"$@" > /var/log/add-node.log 2>&1; code=$?; rm -f /root/join-kubeconfig; exit $code' \
    join microshift add-node --kubeconfig=/root/join-kubeconfig --learner="$LEARNER" $worker ||
    give_up "$NAME did not join" "where=$place, /var/log/add-node.log" \
      "seen=$(in_node tail --lines=12 /var/log/add-node.log)" "why=microshift add-node ended with an error or took over $limit s" \
      "remedy=mend what it says, then run \"pulumi up\" again, which joins it anew"
}

# add-node puts the first control plane before all others in a worker's list, so that the worker would depend on that one
# machine: it asks whoever is first (facts: microshift.md, B8). Ends well where nothing had to be changed.
# shellcheck disable=SC2016 # The words are for the inner shell.
api_first() {
  [ "$HIGHLY_AVAILABLE" = yes ] || return 0
  in_node sh -c 'sed -E -i "s/^(controlplane[:=] *\"?)($1,)?/\1$1,/" "$2"' point "$API_AT" "$data/.cluster-config"
}
asks_first() { in_node sed -nE 's/^controlplane[:=] *"?([0-9.]+).*/\1/p' "$data/.cluster-config"; }

if [ "$LEARNER" = true ]; then echo "$NAME joined as a learner" | put_into /etc/microshift/joined-as-learner; fi
# A run that was cut off after the member had been added: it is in etcd by now, and begun anew it would be there twice.
if in_node test -e /etc/microshift/may-start && in_node grep -qs existing "$data/etcd/config"; then
  echo "$NAME goes on with the join that an interrupted run began" >&2
  restart
else
  add_node
fi
if [ "$ROLE" = worker ] && [ "$HIGHLY_AVAILABLE" = yes ] && [ "$(asks_first)" != "$API_AT" ]; then
  api_first
  restart
fi
echo "$NAME has joined"
