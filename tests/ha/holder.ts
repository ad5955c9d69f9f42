import type { Machine } from "../../topology/plan";
import { inMachine } from "../changes/machine";
import type { Subject } from "../faults/try-fault";

/** Those of some load balancers, all of which can be asked, that hold the shared address. */
export async function holdersAmong(
  { stack, plan }: Subject,
  loadBalancers: readonly Machine[],
): Promise<readonly Machine[]> {
  const look = `ip -oneline address show to ${plan.api.address}`;
  const answers = await Promise.all(loadBalancers.map(({ name }) => inMachine(stack, name, look)));
  return loadBalancers.filter((_, index) => answers[index] !== "");
}

/** The load balancer that holds the shared address. */
export async function holderOf(subject: Subject): Promise<Machine> {
  const [holder, ...others] = await holdersAmong(subject, subject.plan.loadBalancers);
  if (holder === undefined || others.length > 0)
    throw new Error(
      `the shared address is held by ${others.length + (holder === undefined ? 0 : 1)} machines`,
    );
  return holder;
}
