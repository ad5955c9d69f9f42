import { apiUrl } from "../../topology/endpoints";
import type { Machine } from "../../topology/plan";
import { kubectlAt } from "../e2e/support/stack";
import type { Subject } from "../faults/try-fault";
import { healthyMembers } from "./etcd";
import { holdersAmong } from "./holder";

const gets = 10;

/** A cluster whose API is asked from within its network, by the shared address. */
export interface HaSubject extends Subject {
  /** The path of the administrator's kubeconfig. */
  readonly kubeconfig: string;
}

/** What is seen of a cluster. */
export interface Look {
  /** Why some of ten `kubectl get nodes` in a row failed. */
  readonly failedGets: readonly string[];
  readonly healthyMembers: number;
  /** How many load balancers hold the shared address, of those that can be asked. */
  readonly holders: number;
}

/** Looks at a cluster; machines that are out of order are not asked. */
export async function look(subject: HaSubject, out: readonly Machine[]): Promise<Look> {
  const { plan } = subject;
  const isWell = ({ name }: Machine): boolean => !out.some((each) => each.name === name);
  const asked = plan.etcdMachines.find(isWell);
  if (asked === undefined) throw new Error("no member of etcd is left that can be asked");
  const [failedGets, healthy, holders] = await Promise.all([
    tenGets(subject),
    healthyMembers(subject, asked),
    holdersAmong(subject, plan.loadBalancers.filter(isWell)),
  ]);
  return { failedGets, healthyMembers: healthy, holders: holders.length };
}

async function tenGets(subject: HaSubject): Promise<readonly string[]> {
  const failed: string[] = [];
  for (let count = 0; count < gets; count += 1) {
    const { exitCode, errors } = await kubectlInside(subject, "get", "nodes");
    if (exitCode !== 0) failed.push(errors);
  }
  return failed;
}

/** Runs kubectl where the machines are, as a client of the shared address, whatever its end. */
export function kubectlInside({ stack, plan, kubeconfig }: HaSubject, ...parts: readonly string[]) {
  return kubectlAt(stack, { kubeconfig, url: apiUrl(plan) }, ...parts);
}
