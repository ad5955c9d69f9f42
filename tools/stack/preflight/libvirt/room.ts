import { type HypervisorPlan, libvirtOf } from "../../../../topology/libvirt";
import { machinesToBeMade } from "../../../../topology/moments";
import { isOpenshift } from "../../../../topology/openshift/plan";
import { type FirstRoom, openshiftRoom } from "../../../../topology/openshift/sizes";
import type { ClusterPlan } from "../../../../topology/plan";
import type { HostProblem } from "../judge";
import type { LibvirtFacts } from "./facts";
import { thingAt } from "./place";

/** What is there soon after the first boot, where the programs are in the image already. */
const usualRoom: FirstRoom = { disk: 1024, image: 1024 };

/** A hypervisor with less room than the disks take soon of the machines that are still to be made on it. */
export function roomProblems(
  { room, machines }: LibvirtFacts,
  plan: ClusterPlan,
  hypervisor: HypervisorPlan,
): readonly HostProblem[] {
  const { poolFolder, sizes } = libvirtOf(plan);
  const missing = machinesToBeMade(plan).filter(
    ({ name }) => hypervisor.machines.includes(name) && !machines.includes(name),
  );
  const { disk, image } = isOpenshift(plan) ? openshiftRoom : usualRoom;
  const needed = missing.length === 0 ? 0 : missing.length * disk + image;
  if (room === undefined || room >= needed) return [];
  const full = missing.reduce((sum, { role }) => sum + sizes[role].disk, 0);
  return [
    {
      what: "the hypervisor has no room for the machines' disks",
      where: thingAt(hypervisor, poolFolder),
      seen: `${room} MiB are free, ${needed} MiB are needed: ${missing.length} × ${disk}, and ${image} for the image; all disks full take ${full} GiB`,
      why: "a disk takes what is written to it, and there is less left than that is soon after the first boot",
      remedy: "make room, or choose another folder: pulumi config set --path libvirt.poolFolder",
    },
  ];
}
