#!/bin/sh
# Tells those that send connections to it about a machine's API server. "drain": it gets no new connections from now on. "ready": it
# does again, as soon as their own check finds it ready. "served": waits until all of them have found it so.
# Environment: that of the channel, NAME, LOAD_BALANCERS; without any, control planes share the API's address, and the
# machine hands it over and takes its place again.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/../$PLATFORM/channel.sh"

backend=api-servers
# Seconds for a load balancer to find an API server ready; it asks twice a second.
patience=$(time_for 30)
deadline=$(($(date +%s) + patience))

# Where a load balancer takes orders, and its unit (manifests/haproxy-places.ts): on a hypervisor there may be several.
socket_of() { case $1 in hypervisor) echo "/run/$INSTANCE/haproxy.sock" ;; *) echo /run/haproxy.sock ;; esac; }
unit_of() { case $1 in hypervisor) echo "$INSTANCE-load-balancer" ;; *) echo haproxy ;; esac; }

tell() {
  echo "$1" | in_machine "$load_balancer" timeout 20 socat -t 5 - "UNIX-CONNECT:$socket"
}

# The server's status in HAProxy's statistics (management guide, section 9.1: fields 1, 2 and 18).
status() {
  tell "show stat" | awk -F, -v backend="$backend" -v server="$NAME" '$1 == backend && $2 == server { print $18 }'
}

set_state() {
  answer=$(tell "set server $backend/$NAME state $1") || answer="the order did not reach it"
  case "$1 $answer" in
    "$1 ") ;;
    # A load balancer that the machine was taken from sends it nothing.
    "drain No such server."*) ;;
    *)
      give_up "the load balancer does not set the API server of $NAME to $1" "where=$(place_of "$load_balancer"), $socket" \
        "seen=$answer" "why=it is down, or its configuration is not the program's own" \
        "remedy=see what \"make status\" says of it, then run \"pulumi up\" again"
      ;;
  esac
}

await_up() {
  until seen=$(status) && [ "${seen%% *}" = UP ]; do
    [ "$(date +%s)" -lt "$deadline" ] ||
      give_up "the load balancer does not find the API server of $NAME ready" "where=$(place_of "$load_balancer"), $socket" \
        "seen=its status is ${seen:-unknown}" "why=the load balancer's own check of /readyz fails" \
        "remedy=see why with: $(way_into "$load_balancer") journalctl --unit $(unit_of "$load_balancer")"
    sleep 0.2
  done
}

share() {
  step "$1" "$(place_of "$NAME")" in_machine "$NAME" timeout "$(time_for 60)" \
    /usr/local/bin/virtual-address "$2" < /dev/null
}

if [ -z "$LOAD_BALANCERS" ]; then
  case $1 in
    drain) share "$NAME cannot hand the address of the API over" leave ;;
    ready) share "$NAME cannot share the address of the API" stay ;;
    served) share "the API server of $NAME does not become ready" join ;;
  esac
fi
for load_balancer in $LOAD_BALANCERS; do
  socket=$(socket_of "$load_balancer")
  case $1 in
    drain | ready) set_state "$1" ;;
    served) await_up ;;
  esac
done
echo "$NAME: $1"
