import type { ClusterPlan } from "../../topology/plan";

/** The name of everything that a stack owns on its host: namespace, network, and the prefix of its machines. */
export function instanceOf(plan: ClusterPlan): string {
  return `hardway-${plan.stack}`;
}

/** The shell words that run a program inside the cluster's network namespace. */
export function insideNamespace(plan: ClusterPlan): string {
  return `nsenter --net=/run/netns/${instanceOf(plan)}`;
}

/** The path of one of the scripts of this folder, as a command resource runs it from the project's folder. */
export function script(name: string): string {
  return `components/podman/${name}.sh`;
}

/** What every script that has to do with one machine is told: whose it is, and what it is called. */
export function namesOf(plan: ClusterPlan, name: string): Readonly<Record<"INSTANCE" | "NAME", string>> {
  return { INSTANCE: instanceOf(plan), NAME: name };
}

/** The same for those who also have to know who sends connections to the machine. */
export function machineEnvironment(plan: ClusterPlan, name: string): Readonly<Record<string, string>> {
  return {
    ...namesOf(plan, name),
    LOAD_BALANCERS: plan.loadBalancers.map((loadBalancer) => loadBalancer.name).join(" "),
  };
}
