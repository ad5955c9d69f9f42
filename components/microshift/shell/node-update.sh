#!/bin/sh
# Brings the files of a running node up to date, and restarts what has read those that differ. Environment: that of the
# channel, NAME, FILES; on standard input the files that are secret (node-up.sh). No two nodes are changed at once.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../../shell/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/../../podman/channel.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/lib.sh"

state=$(machine_state "$NAME")
[ "$state" = running ] ||
  give_up "$NAME cannot be changed" "where=$(place_of "$NAME")" "seen=the node is $state" \
    "why=files are changed in a node that runs" \
    "remedy=start it ($(start_with "$NAME")), or replace it: pulumi config set --path machineGenerations.$NAME 2"
archive="/run/$INSTANCE/$NAME"
rm -rf "$archive"
trap 'rm -rf "$archive"' EXIT
(umask 077 && mkdir -p "$archive" && cat > "$archive/secret" && printf '%s' "$FILES" > "$archive/public")

# What is noted in the node has not been taken up yet, be it that this or an earlier run is cut off before.
pending=/etc/microshift/not-taken-up
put() {
  cat > "$archive/file"
  if in_node cat "$2" 2> /dev/null | cmp -s - "$archive/file"; then return; fi
  echo "$NAME: $2 changes" >&2
  # shellcheck disable=SC2016 # The words are for the inner shell.
  in_node sh -c 'mkdir -p "$(dirname "$1")" && echo "$2" >> "$1"' note "$pending" "$2"
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
restart() { step "$1 of $NAME cannot be restarted" "$(place_of "$NAME")" in_node systemctl restart "$1"; }
if in_node test -e "$pending"; then
  in_node systemctl daemon-reload
  if in_node grep -qE '^/etc/(crio|containers)/' "$pending"; then restart crio; fi
  if in_node grep -q '^/etc/' "$pending"; then restart microshift; fi
  in_node rm "$pending"
fi
echo "$INSTANCE-$NAME"
