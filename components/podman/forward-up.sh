#!/bin/sh
# Opens a loopback port of the host and hands it to a proxy that runs inside the cluster's namespace.
# Environment: INSTANCE, PORT, TARGET. The socket keeps the namespace in which it was opened.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../shell/lib.sh"

state="/var/lib/hardway/$INSTANCE"
"$(dirname "$0")/forward-down.sh"
listeners() { ss --listening --tcp --numeric --no-header --processes "src 127.0.0.1:$PORT or src 0.0.0.0:$PORT"; }
holder=$(listeners)
[ -z "$holder" ] || give_up "the forwarded port is taken" "where=127.0.0.1:$PORT" "seen=$holder" \
  "why=another program listens there" \
  "remedy=end it, or choose another port: pulumi config set forwardedPort <port>; then run \"pulumi up\" again"

# The proxy notes its number before it opens the port, so that an interrupted run leaves none that nobody knows of. It
# keeps its environment as long as it lives: of the caller's, which may hold credentials and holds the operation's mark
# (tools/stack/leftovers.ts), nothing is passed on.
# shellcheck disable=SC2016 # The words are for the inner shell.
env --ignore-environment PATH="$PATH" setsid sh -c 'echo "$$" > "$1"; shift; exec "$@"' proxy "$state/forward.pid" \
  systemd-socket-activate --listen="127.0.0.1:$PORT" \
  nsenter --net="/run/netns/$INSTANCE" /lib/systemd/systemd-socket-proxyd "$TARGET" \
  < /dev/null > /dev/null 2> "$state/forward.log" &
proxy=$!
until [ -n "$(listeners)" ]; do
  kill -0 "$proxy" 2> /dev/null ||
    give_up "the forwarded port cannot be opened" "where=127.0.0.1:$PORT" "seen=$(tail --lines=5 "$state/forward.log")" \
      "why=the program that opens it ended for the reason above" "remedy=mend that and run \"pulumi up\" again"
  sleep 0.05
done
echo "127.0.0.1:$PORT"
