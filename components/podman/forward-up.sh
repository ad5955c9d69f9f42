#!/bin/sh
# Opens a loopback port of the host and hands it to a proxy that runs inside the cluster's namespace.
# Environment: INSTANCE, PORT, TARGET. The socket keeps the namespace in which it was opened.
set -eu

state="/var/lib/hardway/$INSTANCE"
"$(dirname "$0")/forward-down.sh"
listening() { ss --listening --tcp --numeric --no-header "src 127.0.0.1:$PORT" | grep --quiet .; }
if listening; then
  echo "port $PORT of 127.0.0.1 is taken by another program" >&2
  echo "remedy: free it, or choose another: pulumi config set forwardedPort <port>" >&2
  exit 1
fi
# The proxy notes its number before it opens the port, so that an interrupted run leaves none that nobody knows of. It
# outlives the operation, whose mark it must not bear (tools/stack/leftovers.ts).
# shellcheck disable=SC2016 # The words are for the inner shell.
env --unset=HARDWAY_OPERATION setsid sh -c 'echo "$$" > "$1"; shift; exec "$@"' proxy "$state/forward.pid" \
  systemd-socket-activate --listen="127.0.0.1:$PORT" \
  nsenter --net="/run/netns/$INSTANCE" /lib/systemd/systemd-socket-proxyd "$TARGET" \
  < /dev/null > /dev/null 2> "$state/forward.log" &
proxy=$!
until listening; do
  if ! kill -0 "$proxy" 2> /dev/null; then
    cat "$state/forward.log" >&2
    echo "port $PORT of 127.0.0.1 could not be opened; the reason is above" >&2
    exit 1
  fi
  sleep 0.05
done
echo "127.0.0.1:$PORT"
