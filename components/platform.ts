import type * as command from "@pulumi/command";
import type * as pulumi from "@pulumi/pulumi";
import type { MachineFiles } from "../manifests/file";
import type { ClusterPlan, Machine } from "../topology/plan";

/** What a machine boots from and after. */
export interface BootArgs {
  readonly machine: Machine;
  /** The machine's Ignition config. Secret. */
  readonly ignition: pulumi.Output<string>;
  /** `managed`: later changes reach the machine. `once`: it is made once and then left alone. */
  readonly lifetime: "managed" | "once";
  readonly after: readonly pulumi.Resource[];
}

/** A machine, at two moments of its life. When the machine is another one, both are. */
export interface Boot {
  /** There when the machine is, which may be long before it has booted. */
  readonly made: pulumi.CustomResource;
  /** There when the machine has booted and applied its config, and updated when its files change. */
  readonly booted: command.local.Command;
}

/** What is known of a machine that booted a live image, and what else goes before the end of that. */
export interface InstalledArgs {
  readonly machine: Machine;
  /** The live system, as `bootLive` returned it. */
  readonly booted: command.local.Command;
  readonly after: readonly pulumi.Resource[];
}

/** What makes machines out of plans, and the way to those that run: the one part of a cluster that platforms differ in. */
export interface Platform {
  /** The cluster's network: what is asked or told over it need not be undone when it goes. */
  readonly network: pulumi.CustomResource;
  /** By which this host reaches the API. */
  readonly wayToApi: pulumi.Resource;
  /** Makes a machine, as resources named after `name`. */
  readonly boot: (name: string, args: BootArgs, options: BootOptions) => Boot;
  /**
   * The same with an empty disk and a live image that has the config in it and installs the machine. The one that is
   * returned is there when the live system has applied its config; later changes of that reach nobody. Throws where
   * machines boot no live image.
   */
  readonly bootLive: Platform["boot"];
  /** Is there when such a machine runs from its disk, and its live image, which holds secrets, is removed. */
  readonly installed: (name: string, args: InstalledArgs, options: BootOptions) => command.local.Command;
  /** What a machine is given beside the files of its role; undefined where that is nothing. Secret. */
  readonly extraFilesOf: (machine: Machine) => pulumi.Output<MachineFiles> | undefined;
  /** The words before a program that talks to the cluster's network; empty where this host is in it. */
  readonly inNetwork: string;
  /** What gates are told beside that, as their environment: how long they wait on machines that are slow. */
  readonly pace: Readonly<Record<string, string>>;
  /** What scripts that look at the whole cluster, gates and the collector find machines by, as their environment. */
  readonly channel: Readonly<Record<string, string>>;
  /** The same for scripts that have to do with one machine, by its name; the others are entered by it, too. */
  readonly channelTo: (machine: string) => Platform["channel"];
}

/** The name of everything that a stack owns on its host or hypervisor, and the prefix of its machines. */
export function instanceOf(plan: Pick<ClusterPlan, "stack">): string {
  return `hardway-${plan.stack}`;
}

/** What of a machine's resources is not looked at again: everything, where it is made once and then left alone. */
export function ignoredIn(lifetime: BootArgs["lifetime"], others: readonly string[] = []): string[] {
  return lifetime === "once" ? ["*"] : [...others];
}

/** Whose child the machine is. */
export type BootOptions = Required<Pick<pulumi.ComponentResourceOptions, "parent">>;

/** The path of a script that is the same for all platforms, as a command resource runs it from the project's folder. */
export function sharedScript(name: string): string {
  return `components/shell/${name}.sh`;
}
