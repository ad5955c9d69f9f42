#!/bin/sh
# shellcheck disable=SC2154 # The variables are those of whoever sources it.
# What goes before a machine is made; it is sourced, after the channel. Of whoever sources it: INSTANCE, NAME, container,
# limit, and the function is_whole, which tells whether the machine that is there is the one that is wanted.

state="/var/lib/hardway/$INSTANCE"

# Podman in the instance's network namespace. What outlives the script keeps its environment: of the caller's, which may hold
# credentials, nothing is passed on but where podman has its storage.
inside() {
  uncut "$state/$NAME.lock" timeout "$limit" env --ignore-environment PATH="$PATH" \
    ${CONTAINERS_STORAGE_CONF:+"CONTAINERS_STORAGE_CONF=$CONTAINERS_STORAGE_CONF"} \
    nsenter --net="/run/netns/$INSTANCE" podman --network-config-dir "$state/networks" "$@"
}

# An interrupted run may have left the machine. One that is whole is kept, which ends the script: its kubelet may have asked to
# join, and another one's request would be refused. What is not whole, or not what is wanted, has joined nothing yet.
keep_what_is_whole() {
  flock "$state/$NAME.lock" true
  podman container exists --external "$container" || return 0
  if is_whole; then
    echo "keeping the $NAME that an interrupted run left" >&2
    inside start "$container" > /dev/null
    echo "$container"
    exit
  fi
  echo "removing the unfinished $NAME that an interrupted run left" >&2
  removing inside rm --force --time 0 --volumes "$container" > /dev/null
}

# Makes the machine's volume, empty; where the host has it is in "volume".
make_fresh_volume() {
  uncut "$state/$NAME.lock" podman volume rm --force "$container" > /dev/null
  step "the volume of $NAME cannot be made" "volume $container" \
    timeout "$limit" podman volume create --label "hardway.instance=$INSTANCE" "$container"
  volume=$(podman volume inspect --format '{{.Mountpoint}}' "$container")
  # Podman forgets a volume before it deletes the files: what a crash in between left is no part of a new machine.
  if [ -n "$(ls -A "$volume")" ]; then
    echo "removing what is left of an earlier $NAME from $volume" >&2
    find "$volume" -mindepth 1 -delete
  fi
}
