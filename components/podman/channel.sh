#!/bin/sh
# The way into a podman machine, and what its scripts need for podman; it is sourced. Environment: INSTANCE.

# Where a machine is, for the reader of an error, and the words by which a user runs a program in it: MACHINE.
place_of() { echo "container $INSTANCE-$1"; }
way_into() { echo "podman exec $INSTANCE-$1"; }

# Runs a program in a machine, with this script's standard input: MACHINE, COMMAND.
in_machine() {
  container="$INSTANCE-$1"
  shift
  podman exec --interactive "$container" "$@"
}

# The state of a machine, and of a container, in podman's words, "missing" where there is none.
machine_state() { state_of "$INSTANCE-$1"; }
state_of() { podman container inspect --format '{{.State.Status}}' "$1" 2> /dev/null || echo missing; }
# The machines that run, one a line.
running_machines() { podman ps --filter "label=hardway.instance=$INSTANCE" --format '{{.Names}}'; }
# What makes changes of machines wait for each other.
upkeep_lock() { echo "/var/lib/hardway/$INSTANCE/upkeep.lock"; }
# By which a user starts a machine that is off.
start_with() { echo "podman start $INSTANCE-$1"; }

# Runs a command that removes containers until it ends well, five times at most. While a machine starts elsewhere on the
# host it may hold a copy of a mount for a moment; podman then gives up ("device or resource busy") with half of it done,
# and does the other half when it is asked again.
removing() {
  tries=5
  until "$@"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 1
  done
}

# Runs a command that nothing ends which ends the script: podman that is cut off while it starts a container leaves the
# address in its book as that container's, and not even the removal of the network takes it out again. Whoever has to do
# with the same machine waits on the lock first: LOCK, COMMAND.
uncut() {
  lock=$1
  shift
  setsid --wait env --unset=HARDWAY_OPERATION flock --close "$lock" "$@"
}
