import type { ClusterPlan } from "../../topology/plan";

/** The folder of the stack's way into its machines, from the project's folder. */
export function sshFolder(plan: ClusterPlan): string {
  return `.state/${plan.stack}/ssh`;
}

/** The path of one of the scripts of this folder, as a command resource runs it from the project's folder. */
export function script(name: string): string {
  return `components/libvirt/${name}.sh`;
}
