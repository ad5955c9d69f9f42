import type { ClusterPlan } from "../../topology/plan";
import { instanceOf } from "../platform";

/** The shell words that run a program inside the cluster's network namespace. */
export function insideNamespace(plan: Pick<ClusterPlan, "stack">): string {
  return `nsenter --net=/run/netns/${instanceOf(plan)}`;
}

/** The path of one of the scripts of this folder, as a command resource runs it from the project's folder. */
export function script(name: string): string {
  return `components/podman/${name}.sh`;
}
