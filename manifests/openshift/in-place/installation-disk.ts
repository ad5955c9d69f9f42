import type { InPlace } from "../../../topology/openshift/plan";
import { inPlacePaths } from "./paths";

/**
 * The stages that look at the disk and install on it (facts: sno-plus.md, 2 c and 7). The disk is the one that the
 * configuration names and no other. The node's network comes with its Ignition, so the live system's is not copied.
 */
export function installationDiskText({ installationDisk }: InPlace): string {
  return `
disk='${installationDisk}'

# refuse_disk WHAT WHY REMEDY
refuse_disk() {
  fail "$1; where: openshift.installationDisk, $disk; why: $2; remedy: $3"
}

# Looked at once, before the cluster begins: later on, a system on the disk is the one that was begun here.
stage_installation_disk() {
  local labels
  disk_is_free
  labels=$(lsblk --noheadings --output PARTLABEL "$disk")
  if grep -qx 'boot' <<<"$labels" && grep -qx 'root' <<<"$labels"; then
    refuse_disk 'a CoreOS is installed on the disk already, perhaps with the data of a cluster' \\
      'this machine has a system to boot from and booted from the live image all the same' \\
      "have it boot from the disk before the live image; or to lose what is there, wipefs --all $disk here, and reboot"
  fi
}

disk_is_free() {
  local type mounted
  type=$(lsblk --noheadings --nodeps --output TYPE "$disk" || true)
  if [ "$type" != 'disk' ]; then
    refuse_disk "there is no such disk: \${type:-nothing} is there" \\
      'whatever is on the disk that is installed on is lost, so no other one is taken for it' \\
      "set it to one of: $(lsblk --noheadings --nodeps --paths --output NAME | tr '\\n' ' '), then pulumi destroy and pulumi up"
  fi
  mounted=$(lsblk --noheadings --output MOUNTPOINTS "$disk" | grep -v '^ *$' || true)
  if [ -n "$mounted" ]; then
    refuse_disk "the disk is in use: $mounted" \\
      'the system that runs has something of it mounted, and would write into what is being installed' \\
      'umount it here, or set another disk, then pulumi destroy and pulumi up'
  fi
}

# One that was cut off left a disk without a table of partitions, and begins anew.
stage_install() {
  disk_is_free
  wait_for "the installation on $disk" coreos-installer install --offline --ignition-file ${inPlacePaths.masterConfig} "$disk"
  sync
}
`;
}
