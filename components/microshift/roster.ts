import * as command from "@pulumi/command";
import type * as pulumi from "@pulumi/pulumi";
import type { MicroshiftPlan } from "../../topology/microshift/plan";
import type { Platform } from "../platform";
import { script } from "./script";

/** What the roster is made from. */
export interface RosterArgs {
  readonly plan: MicroshiftPlan;
  readonly channel: Platform["channel"];
}

/**
 * The memory of which nodes there have been, on which every node depends: it refuses, before anything is done, an id that
 * had another node, another role for a node, and control planes where the cluster was not made for them
 * (facts: microshift.md, B3 and B6).
 */
export function roster(
  name: string,
  { plan: { nodes, topology }, channel }: RosterArgs,
  options: pulumi.CustomResourceOptions,
): command.local.Command {
  const environment = {
    ...channel,
    NODES: nodes.map(({ id, role }) => `${id}=${role}`).join(" "),
    MADE_AS: topology,
  };
  return new command.local.Command(
    name,
    { create: script("roster"), update: script("roster"), environment },
    options,
  );
}
