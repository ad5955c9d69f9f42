import type * as pulumi from "@pulumi/pulumi";
import { gate } from "../gate";
import type { BootOptions } from "../platform";
import type { OpenshiftFoundation } from "./foundation";
import { controlPlaneInput, type MadeBootstrap } from "./gate-inputs";
import type { OpenshiftMachine } from "./machine";

/** What the join of a control plane is made from. */
export interface ControlPlaneJoinArgs {
  readonly foundation: OpenshiftFoundation;
  readonly machine: OpenshiftMachine;
  /** What the cluster begins on; undefined where the machine joins one that stands. */
  readonly begun: MadeBootstrap | undefined;
  readonly after: readonly pulumi.Resource[];
}

/** The gate behind which a machine is a control plane; before the machine goes, it leaves by it. */
export function controlPlaneJoin(
  name: string,
  { foundation, machine, begun, after }: ControlPlaneJoinArgs,
  { parent }: BootOptions,
): pulumi.Resource {
  return gate(
    name,
    {
      foundation,
      gate: "openshiftControlPlane",
      input: controlPlaneInput(foundation, begun, machine.planned),
      onDelete: "undone",
      redoneWith: machine.booted,
    },
    { parent, dependsOn: [...after], deletedWith: foundation.platform.network },
  );
}
