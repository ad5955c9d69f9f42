import { machinePlanOf } from "../../../../topology/microshift/machines";
import type { MicroshiftPlan, MicroshiftPlatform } from "../../../../topology/microshift/plan";
import { imageProblems } from "../../../microshift/image";
import { repository } from "../../../paths";
import type { Stack } from "../../stack";
import { factsOf } from "../facts";
import type { Findings } from "../findings";
import { problemsBesideMemory } from "../judge";
import { problemsAt } from "../libvirt/look";
import { madeForHa } from "./facts";
import { microshiftHints, microshiftProblems } from "./judge";

/** What there is to say of this host, or of the hypervisor, by the platform of a MicroShift stack. */
const looks: Readonly<
  Record<MicroshiftPlatform["kind"], (stack: Stack, plan: MicroshiftPlan) => Promise<Findings>>
> = {
  podman: onPodman,
  libvirt: async (stack, plan) => ({ problems: await problemsAt(stack, machinePlanOf(plan)), hints: [] }),
  // The host is looked at by what is put on it; this one needs nothing but the engine.
  ssh: () => Promise.resolve({ problems: [], hints: [] }),
};

/** The findings of a look before anything of a MicroShift stack is made; an image that can be pulled is pulled by it. */
export function lookAt(stack: Stack, plan: MicroshiftPlan): Promise<Findings> {
  return looks[plan.platform.kind](stack, plan);
}

async function onPodman(stack: Stack, plan: MicroshiftPlan): Promise<Findings> {
  const { platform, topology } = plan;
  if (platform.kind !== "podman") throw new Error(`platform ${platform.kind} has no containers`);
  const { instance } = stack;
  const machines = machinePlanOf(plan);
  const facts = await factsOf(stack, machines);
  const wanted = {
    plan: machines,
    instance,
    project: repository,
    addressKey: "microshift.virtualAddress",
  } as const;
  const marks = await madeForHa(stack, plan, facts.machines);
  return {
    problems: [
      ...problemsBesideMemory(facts, wanted),
      ...microshiftProblems({ ...facts, madeForHa: marks }, { plan, instance }),
      ...(await imageProblems({ image: platform.image, topology })),
    ],
    hints: microshiftHints(facts, { plan, instance }),
  };
}
