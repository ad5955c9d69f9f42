#!/bin/sh
# Brings the files of a running node up to date, and restarts what has read those that differ. Environment: that of the
# channel, NAME, FILES; on standard input the files that are secret (node-up.sh). No two nodes are changed at once.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../../shell/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/../../podman/channel.sh"

state=$(machine_state "$NAME")
[ "$state" = running ] ||
  give_up "$NAME cannot be changed" "where=$(place_of "$NAME")" "seen=the node is $state" \
    "why=files are changed in a node that runs" \
    "remedy=start it ($(start_with "$NAME")), or replace it: pulumi config set --path machineGenerations.$NAME 2"
archive="/run/$INSTANCE/$NAME"
rm -rf "$archive"
trap 'rm -rf "$archive"' EXIT
(umask 077 && mkdir -p "$archive" && cat > "$archive/secret" && printf '%s' "$FILES" > "$archive/public")

changed=""
put() {
  cat > "$archive/file"
  if podman exec "$INSTANCE-$NAME" cat "$2" 2> /dev/null | cmp -s - "$archive/file"; then return; fi
  echo "$NAME: $2 changes" >&2
  changed="$changed $2"
  # shellcheck disable=SC2016 # The words are for the inner shell.
  in_machine "$NAME" sh -c 'umask 077 && mkdir -p "$(dirname "$2")" && cat > "$2.new" && chmod "$1" "$2.new" && mv "$2.new" "$2"' \
    put "$1" "$2" < "$archive/file"
}
for part in public secret; do
  [ -s "$archive/$part" ] || continue
  # shellcheck source=/dev/null
  . "$archive/$part"
  files
done
restart() { step "$1 of $NAME cannot be restarted" "$(place_of "$NAME")" podman exec "$INSTANCE-$NAME" systemctl restart "$1"; }
case $changed in "") ;; *) podman exec "$INSTANCE-$NAME" systemctl daemon-reload ;; esac
case $changed in *" /etc/crio/"* | *" /etc/containers/"*) restart crio ;; esac
case $changed in *" /etc/"*) restart microshift ;; esac
echo "$INSTANCE-$NAME"
