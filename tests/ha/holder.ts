import type { Machine } from "../../topology/plan";
import { inMachine } from "../changes/machine";
import type { Subject } from "../faults/try-fault";

/** Those of some load balancers, all of which can be asked, that hold the shared address, in each family. */
export async function holdersAmong(
  { stack, plan }: Pick<Subject, "stack" | "plan">,
  loadBalancers: readonly Machine[],
): Promise<readonly Machine[]> {
  const looks = plan.api.addresses.map((address) => `ip -oneline address show to ${address}`);
  const answers = await Promise.all(
    loadBalancers.map(({ name }) => Promise.all(looks.map((look) => inMachine(stack, name, look)))),
  );
  return loadBalancers.filter((_, index) => answers[index]?.every((shown) => shown !== "") === true);
}

/** The load balancer that holds the shared address. */
export async function holderOf(subject: Pick<Subject, "stack" | "plan">): Promise<Machine> {
  const [holder, ...others] = await holdersAmong(subject, subject.plan.loadBalancers);
  if (holder === undefined || others.length > 0)
    throw new Error(
      `the shared address is held by ${others.length + (holder === undefined ? 0 : 1)} machines`,
    );
  return holder;
}
