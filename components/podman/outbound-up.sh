#!/bin/sh
# Lets the machines of a cluster reach what is outside, as a user's own program does (slirp4netns): no route, bridge or rule of
# the host has to do with it, and nobody outside reaches in. Environment: INSTANCE.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../shell/lib.sh"

state="/var/lib/hardway/$INSTANCE"
"$(dirname "$0")/outbound-down.sh"
# It notes its number before it begins, so that an interrupted run leaves none that nobody knows of. Nothing of the caller's
# environment is passed on, which may hold credentials. The host's own loopback stays out of reach.
# shellcheck disable=SC2016 # The words are for the inner shell.
env --ignore-environment PATH="$PATH" setsid sh -c 'echo "$$" > "$1"; shift; exec "$@"' outbound "$state/outbound.pid" \
  slirp4netns --configure --mtu=65520 --disable-host-loopback --netns-type=path "/run/netns/$INSTANCE" outbound0 \
  < /dev/null > /dev/null 2> "$state/outbound.log" &
program=$!
has_way_out() { ip -n "$INSTANCE" route show default | grep -q outbound0; }
until has_way_out; do
  kill -0 "$program" 2> /dev/null ||
    give_up "the machines get no way out" "where=network namespace $INSTANCE" "seen=$(tail --lines=5 "$state/outbound.log")" \
      "why=slirp4netns ended for the reason above" \
      "remedy=mend that (apt-get install slirp4netns, where it is missing), then run \"pulumi up\" again"
  sleep 0.05
done
echo outbound0
