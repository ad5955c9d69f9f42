#!/bin/sh
# What the scripts of this folder share; it is sourced, after the channel. Environment: INSTANCE, NAME.

in_node() { podman exec "$INSTANCE-$NAME" "$@"; }
has_file() { podman exec "$1" test -s "$2"; }
# The containers of the cluster, NAME's own not among them, whether they run or not.
others() {
  podman ps --all --filter "label=hardway.instance=$INSTANCE" --format '{{.Names}}' | grep -vxF "$INSTANCE-$NAME" | sort -V
}
# Puts what is on standard input into the node, for root alone: PATH.
# shellcheck disable=SC2016 # The words are for the inner shell.
put_into() { in_machine "$NAME" sh -c 'umask 077 && mkdir -p "$(dirname "$1")" && cat > "$1"' put "$1"; }
