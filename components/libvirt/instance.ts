import { applicationsOf } from "../../topology/dns";
import { libvirtOf } from "../../topology/libvirt";
import type { ClusterPlan } from "../../topology/plan";

/** The folder of the stack's way into its machines, from the project's folder. */
export function sshFolder(plan: ClusterPlan): string {
  return `.state/${plan.stack}/ssh`;
}

/** The path of one of the scripts of this folder, as a command resource runs it from the project's folder. */
export function script(name: string): string {
  return `components/libvirt/${name}.sh`;
}

/** All of a network of virtual machines of which a change makes another one, in words for the user. */
export function networkWords(plan: ClusterPlan): readonly string[] {
  const { bridge } = libvirtOf(plan);
  return [
    ...plan.networks.machine.map(({ cidr }) => cidr),
    plan.domain,
    ...applicationsOf(plan).addresses,
    ...(bridge === undefined ? [] : [`bridge ${bridge}`]),
  ];
}
