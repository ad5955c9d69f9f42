import { isMicroshift, type MicroshiftPlan } from "../../topology/microshift/plan";
import { Failure } from "../failure";
import { planOfStack } from "../stack/plan";
import type { Stack } from "../stack/stack";

/** The plan of a stack that a command is for; a Failure where the stack is none of MicroShift. */
export async function microshiftPlanOf(stack: Stack, command: string): Promise<MicroshiftPlan> {
  const plan = await planOfStack(stack);
  if (plan !== undefined && isMicroshift(plan)) return plan;
  throw new Failure({
    what: `make ${command} is for stacks of MicroShift`,
    where: `Pulumi.${stack.name}.yaml`,
    why: plan === undefined ? "its configuration is refused" : `its distribution is ${plan.distribution}`,
    remedy:
      plan === undefined
        ? `make preview STACK=${stack.name}, which says what is wrong with it`
        : "choose a stack of distribution microshift: STACK=microshift",
  });
}
