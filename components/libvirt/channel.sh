#!/bin/sh
# The way into a virtual machine; it is sourced. Environment: INSTANCE, SSH_FOLDER; LIBVIRT_URI of the hypervisor that the
# machine is on, or LIBVIRT_URIS of all of them, where the whole cluster is looked at.

# Where a machine is, for the reader of an error, and the words by which a user runs a program in it: MACHINE.
place_of() { echo "domain $INSTANCE-$1"; }
way_into() { echo "ssh -F $SSH_FOLDER/config $1"; }

# One word as the machine's shell reads it again.
quoted() { printf "'%s' " "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")"; }

# Runs a program in a machine, with this script's standard input: MACHINE, COMMAND. A shell of its own keeps its variables
# from those of the script.
in_machine() (
  machine=$1
  shift
  words=$(for word in "$@"; do quoted "$word"; done)
  ssh -F "$SSH_FOLDER/config" "$machine" "$words"
)

virsh_quiet() { virsh --quiet --connect "$LIBVIRT_URI" "$@"; }

# The state of a machine in libvirt's words, "missing" where there is none.
machine_state() { virsh_quiet domstate "$INSTANCE-$1" 2> /dev/null || echo missing; }
# The machines that run, frozen ones too, one a line, on whatever hypervisor: domains with a machine's name. Another stack
# may have a name that begins like this one's.
running_machines() {
  for uri in $LIBVIRT_URIS; do
    domains=$(virsh --quiet --connect "$uri" list --name)
    echo "$domains" | sed -n -E "/^$INSTANCE-(bootstrap|(etcd|lb|master|worker)-[0-9]+)$/p"
  done
}
# What makes changes of machines wait for each other.
upkeep_lock() { echo "$SSH_FOLDER/upkeep.lock"; }
# By which a user starts a machine that is off.
start_with() { echo "virsh --connect $LIBVIRT_URI start $INSTANCE-$1"; }
