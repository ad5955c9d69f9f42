#!/bin/sh
# Says what a machine has of the files whose paths are the arguments, what it was given, and what is still to be done.
# Environment: that of tools/upkeep/places.ts.
set -eu

list() { if [ -e "$2" ]; then sed "s/^/$1 /" "$2"; fi; }
list given "$GIVEN"
list pending "$RECORD/pending"

count=$#
while [ "$count" -gt 0 ]; do
  path=$1
  shift
  if [ -f "$path" ]; then set -- "$@" "$path"; fi
  count=$((count - 1))
done
if [ "$#" -gt 0 ]; then
  stat --format 'mode %a %u %n' "$@"
  sha256sum "$@" | sed 's/^/sha256 /'
fi
