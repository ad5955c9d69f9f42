#!/bin/sh
# A stand-in for podman, whose containers are folders of FOLDER/containers: "state" in one has the container's state, and
# "root" is its root, in which commands really run, by the programs of this host and, before those, by the ones in
# "root/stand-ins", which stay when a container goes: they are its image's. What changes a container is noted in FOLDER/calls/all. Arguments: FOLDER, and what podman would have.
set -eu
folder=$1
containers=$1/containers
shift
note() { echo "podman $*" >> "$folder/calls/all"; }
with_state() { for each in "$containers"/*/state; do [ ! -e "$each" ] || basename "$(dirname "$each")"; done; }
state_of() { cat "$containers/$1/state"; }

# A command finds the standard input of podman only where it asked for that: CONTAINER, COMMAND.
execute() {
  root=$containers/$1/root
  [ "$(state_of "$1")" = running ] || { echo "Error: can only run in a container that runs: $1" >&2; exit 255; }
  shift
  mkdir -p "$root/usr" "$root/dev" "$root/calls" "$root/tmp" "$root/var/log"
  for each in bin lib lib64 sbin; do ln -sfn "usr/$each" "$root/$each"; done
  # shellcheck disable=SC2016 # The words are for the inner shell.
  exec unshare --mount sh -euc '
    root=$1
    mount --rbind /usr "$root/usr" && mount --rbind /dev "$root/dev" && mount --bind "$2" "$root/calls"
    shift 2
    exec chroot "$root" env --ignore-environment PATH=/stand-ins:/usr/bin:/usr/sbin HOME=/root "$@"
  ' execute "$root" "$folder/calls" "$@"
}

case $1 in --network-config-dir) shift 2 ;; esac
case $1 in --runtime) shift 2 ;; esac
case "$1 ${2:-}" in
  "exec --interactive") shift 2 && execute "$@" ;;
  "exec "*) shift && execute "$@" < /dev/null ;;
  "ps --all") with_state ;;
  "ps "*) for name in $(with_state); do [ "$(state_of "$name")" != running ] || echo "$name"; done ;;
  "container inspect") state_of "$5" 2> /dev/null || exit 125 ;;
  "container exists") [ -e "$containers/$4/state" ] ;;
  "inspect "*) cat "$containers/$4/made-from" ;;
  "logs "*) echo "the last words of the container" ;;
  "volume inspect") echo "$folder/volume" ;;
  "volume "*) note "$@" ;;
  "create "*)
    note "$@"
    while [ "$1" != --name ]; do shift; done
    mkdir -p "$containers/$2/root"
    echo created > "$containers/$2/state" ;;
  "rm "*)
    note "$@"
    while [ $# -gt 1 ]; do shift; done
    rm "$containers/$1/state"
    find "$containers/$1/root" -mindepth 1 -maxdepth 1 ! -name stand-ins -exec rm -r {} + ;;
  "init "*) note "$@" ;;
  "cp "*)
    note "cp to ${4#*:}"
    cp --archive "$3" "$containers/${4%%:*}/root/" ;;
  "start "*)
    note "$@"
    echo running > "$containers/$2/state" ;;
  *) echo "the stand-in for podman knows nothing of $*" >&2 && exit 64 ;;
esac
