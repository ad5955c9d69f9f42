import { ensureMachineImage } from "../../machine-image/image";
import { ensureVmImage } from "../../machine-image/vm-image";
import { libvirtOf } from "../../topology/libvirt";
import { isMicroshift, type MicroshiftPlatform } from "../../topology/microshift/plan";
import type { ClusterPlan, Platform } from "../../topology/plan";
import { alone } from "../lock";
import { changesOnly, type Reporter } from "../report";
import { setUpHost } from "../setup";
import { setUpLibvirt } from "../setup-libvirt";
import { planOfStack, type StackPlan } from "./plan";
import type { Stack } from "./stack";

/** What each platform needs on this host beside what all of them do. */
const needs: Readonly<Record<Platform, (reporter: Reporter, plan: ClusterPlan) => Promise<void>>> = {
  podman: ensureMachineImage,
  libvirt: async (reporter, plan) => {
    await setUpLibvirt(reporter);
    // An image by its address is fetched by the program: a preview needs none.
    if (libvirtOf(plan).image === undefined) await ensureVmImage(reporter);
  },
};

/** The same for MicroShift, whose images are somebody else's: a missing one is the preflight's affair. */
const microshiftNeeds: Readonly<Record<MicroshiftPlatform["kind"], (reporter: Reporter) => Promise<void>>> = {
  podman: () => Promise.resolve(),
  libvirt: setUpLibvirt,
  ssh: () => Promise.resolve(),
};

/**
 * Installs and makes whatever a command on a stack needs; what is there already costs a look. A configuration that is
 * refused needs no platform: the program says what is wrong with it.
 */
export async function prepareFor(stack: Stack): Promise<void> {
  const plan = await planOfStack(stack);
  await alone(async () => {
    await setUpHost(changesOnly);
    if (plan !== undefined) await meetNeeds(plan);
  });
}

function meetNeeds(plan: StackPlan): Promise<void> {
  return isMicroshift(plan)
    ? microshiftNeeds[plan.platform.kind](changesOnly)
    : needs[plan.platform](changesOnly, plan);
}
