import { isMicroshift, type MicroshiftPlan, type MicroshiftPlatform } from "../../topology/microshift/plan";
import { Failure } from "../failure";
import { planOfStack } from "../stack/plan";
import type { Stack } from "../stack/stack";
import { type RunningNode, runningNodes } from "./nodes";

/** A MicroShift stack whose nodes are containers. */
export type PodmanStack = MicroshiftPlan & {
  readonly platform: Extract<MicroshiftPlatform, { readonly kind: "podman" }>;
};

/** The plan of a stack that a command is for; a Failure where the stack is another than one of MicroShift on podman. */
export async function podmanStackOf(stack: Stack, command: string): Promise<PodmanStack> {
  const plan = await planOfStack(stack);
  const where = `Pulumi.${stack.name}.yaml`;
  if (plan === undefined)
    throw new Failure({
      what: `the stack ${stack.name} has a configuration that is refused`,
      where,
      why: `make ${command} needs to know what the stack is`,
      remedy: `make preview STACK=${stack.name}, which says what is wrong with it`,
    });
  if (!isMicroshift(plan)) throw notFor(command, where, `it is one of ${plan.distribution}`);
  const { platform } = plan;
  if (platform.kind !== "podman") throw notFor(command, where, `its platform is ${platform.kind}`);
  return { ...plan, platform };
}

/** The nodes that run; a Failure where none does. */
export async function someRunningNodes(stack: Stack): Promise<readonly RunningNode[]> {
  const nodes = await runningNodes(stack);
  if (nodes.length > 0) return nodes;
  throw new Failure({
    what: `no node of the stack ${stack.name} runs`,
    where: `containers labelled hardway.instance=${stack.instance}`,
    why: "the cluster was never stood up, was destroyed, or its containers are off",
    remedy: `make up STACK=${stack.name}`,
  });
}

function notFor(command: string, where: string, why: string): Failure {
  return new Failure({
    what: `make ${command} is for MicroShift on podman`,
    where,
    why,
    remedy: "choose a stack of distribution microshift and platform podman: STACK=microshift",
  });
}
