import { libvirtOf } from "../../../../topology/libvirt";
import type { ClusterPlan } from "../../../../topology/plan";
import type { Stack } from "../../stack";
import type { HostProblem } from "../judge";
import { factsOf } from "./facts";
import { problemsOf } from "./judge";

/** What stands in the way of a stack on its hypervisors, all at once. */
export async function problemsAt(stack: Stack, plan: ClusterPlan): Promise<readonly HostProblem[]> {
  const problems = libvirtOf(plan).hypervisors.map(async (hypervisor) =>
    problemsOf(await factsOf(stack, plan, hypervisor), plan, hypervisor),
  );
  return (await Promise.all(problems)).flat();
}
