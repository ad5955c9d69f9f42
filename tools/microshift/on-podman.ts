import type { MicroshiftPlan, MicroshiftPlatform } from "../../topology/microshift/plan";
import { Failure } from "../failure";
import type { Stack } from "../stack/stack";
import { type RunningNode, runningNodes } from "./nodes";
import { microshiftPlanOf } from "./plan";

/** A MicroShift stack whose nodes are containers. */
export type PodmanStack = MicroshiftPlan & {
  readonly platform: Extract<MicroshiftPlatform, { readonly kind: "podman" }>;
};

/** The plan of a stack that a command is for; a Failure where the stack is another than one of MicroShift on podman. */
export async function podmanStackOf(stack: Stack, command: string): Promise<PodmanStack> {
  const plan = await microshiftPlanOf(stack, command);
  const { platform } = plan;
  if (platform.kind === "podman") return { ...plan, platform };
  throw new Failure({
    what: `make ${command} is for MicroShift on podman`,
    where: `Pulumi.${stack.name}.yaml`,
    why: `its platform is ${platform.kind}`,
    remedy: "choose a stack of distribution microshift and platform podman: STACK=microshift",
  });
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
