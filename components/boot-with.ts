import * as pulumi from "@pulumi/pulumi";
import { type Inventory, inventoryOf } from "../ignition/given";
import { nodeIgnition } from "../ignition/node";
import { type MachineFiles, mergeMachineFiles } from "../manifests/file";
import type { ClusterPlan } from "../topology/plan";
import type { Boot, BootArgs, BootOptions, Platform } from "./platform";

const noFiles: MachineFiles = { directories: [], files: [], units: [] };

/** What a machine boots with. */
export interface BootWithArgs extends Omit<BootArgs, "ignition"> {
  /** From the image that all machines have, or from a live image that installs it. */
  readonly from: "boot image" | "live image";
  readonly plan: ClusterPlan;
  readonly platform: Platform;
  /** What is rendered for the machine; the platform adds what is its own. Secret. */
  readonly given: pulumi.Output<MachineFiles>;
}

/** A machine that has booted. */
export interface BootedWith extends Boot {
  /** The machine's files, by which a preview tells which of them change. */
  readonly files: pulumi.Output<Inventory>;
}

/** Boots a machine with files, as Ignition's config. */
export function bootWith(
  name: string,
  { plan, platform, given, from, ...boot }: BootWithArgs,
  options: BootOptions,
): BootedWith {
  const { machine } = boot;
  const files = pulumi
    .all([given, platform.extraFilesOf(machine) ?? noFiles])
    .apply((parts) => mergeMachineFiles(parts));
  const ignition = files.apply((all) =>
    nodeIgnition(all, { machine: machine.name, platform: plan.platform }),
  );
  const args = { ...boot, ignition };
  return {
    ...(from === "live image" ? platform.bootLive(name, args, options) : platform.boot(name, args, options)),
    files: pulumi.unsecret(files.apply(inventoryOf)),
  };
}
