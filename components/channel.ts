import { balancersOf } from "../topology/load-balancers";
import type { ClusterPlan } from "../topology/plan";
import type { Foundation } from "./foundation";

/** The names of those that send connections to API servers, as the scripts of components/shell take them. */
export function loadBalancerNames(plan: ClusterPlan): string {
  return balancersOf(plan)
    .map(({ name }) => name)
    .join(" ");
}

/** What every script is told that has to do with one machine: the way there, and what it is called. */
export function toMachine({ platform }: Foundation, name: string): Readonly<Record<string, string>> {
  return { ...platform.channelTo(name), NAME: name };
}

/** The same for those that also have to know who sends connections to the machine. */
export function toApiServer(foundation: Foundation, name: string): Readonly<Record<string, string>> {
  return { ...toMachine(foundation, name), LOAD_BALANCERS: loadBalancerNames(foundation.plan) };
}
