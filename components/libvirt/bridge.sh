#!/bin/sh
# A look at a hypervisor's bridges; it is sourced.

# Why a hypervisor cannot have machines on a bridge, in libvirt's words; nothing where it can, and where its libvirt knows
# nothing of interfaces: URI, BRIDGE.
bridge_refusal() {
  if seen=$(LC_ALL=C virsh --quiet --connect "$1" iface-dumpxml "$2" 2>&1); then
    case $seen in
      *"<interface type='bridge'"*) ;;
      *) echo "$2 is no bridge" ;;
    esac
  else
    case $seen in
      *"not found"*) echo "$seen" | sed -n '$s/^error: //p' ;;
    esac
  fi
}
