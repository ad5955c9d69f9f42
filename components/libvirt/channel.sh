#!/bin/sh
# The way into a virtual machine; it is sourced. Environment: INSTANCE, SSH_FOLDER; LIBVIRT_URI of the hypervisor that the
# machine is on, or LIBVIRT_URIS of all of them, where the whole cluster is looked at.

# The hypervisor goes by the name "hypervisor", as if it were a machine. It is this host, or where libvirt is reached by SSH:
# prints the destination then.
hypervisor_destination() {
  case $LIBVIRT_URI in
    qemu+ssh://*) echo "$LIBVIRT_URI" | sed 's|^qemu+\(ssh://[^/]*\)/.*|\1|' ;;
  esac
}

# Where a machine is, for the reader of an error, and the words by which a user runs a program in it: MACHINE.
place_of() {
  case $1 in
    hypervisor) echo "the hypervisor, $LIBVIRT_URI" ;;
    *) echo "domain $INSTANCE-$1" ;;
  esac
}
way_into() {
  case $1:$LIBVIRT_URI in
    hypervisor:qemu+ssh://*) echo "ssh $(hypervisor_destination)" ;;
    hypervisor:*) echo "sudo" ;;
    *) echo "ssh -F $SSH_FOLDER/config $1" ;;
  esac
}

# One word as the machine's shell reads it again.
quoted() { printf "'%s' " "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")"; }

# Runs a program in a machine, with this script's standard input: MACHINE, COMMAND. A shell of its own keeps its variables
# from those of the script.
in_machine() (
  machine=$1
  shift
  words=$(for word in "$@"; do quoted "$word"; done)
  case $machine:$LIBVIRT_URI in
    # As libvirt's own client goes there: with the user's keys and the hosts that the user knows.
    hypervisor:qemu+ssh://*) ssh -o BatchMode=yes -o ConnectTimeout=15 "$(hypervisor_destination)" "$words" ;;
    hypervisor:*) "$@" ;;
    *) ssh -F "$SSH_FOLDER/config" "$machine" "$words" ;;
  esac
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
# By which a user has a machine run that is off, or frozen.
start_with() {
  case $(machine_state "$1") in paused) order=resume ;; *) order=start ;; esac
  echo "virsh --connect $LIBVIRT_URI $order $INSTANCE-$1"
}
