import type * as pulumi from "@pulumi/pulumi";
import { certificatesEnd } from "../../ignition/openshift/certificates-end";
import { gate } from "../gate";
import type { BootOptions } from "../platform";
import type { OpenshiftFoundation } from "./foundation";
import { apiInput, bootkubeInput, type MadeBootstrap } from "./gate-inputs";
import type { OpenshiftMachine } from "./machine";
import { releaseTaken } from "./release-taken";

/** What the beginning of a cluster is made from. */
export interface SeedingArgs {
  readonly foundation: OpenshiftFoundation;
  /** On which the temporary control plane starts: a bootstrap machine, or a live system. */
  readonly machine: OpenshiftMachine;
  /** What the API is reached through. */
  readonly after: readonly pulumi.Resource[];
}

/** A cluster that begins. */
export interface Seeding {
  readonly begun: MadeBootstrap;
  /** Every object is in the cluster, its status included. */
  readonly seeded: pulumi.Resource;
}

/** The gates through which a machine goes on which a temporary control plane starts, as resources named after `name`. */
export function seeding(
  name: string,
  { foundation, machine, after }: SeedingArgs,
  { parent }: BootOptions,
): Seeding {
  const deletedWith = foundation.platform.network;
  // What it was given, as the engine keeps it: it ignores what it would be given today.
  const begun = {
    certificatesEnd: machine.booted.stdin.apply((ignition) => certificatesEnd(ignition ?? "").toISOString()),
  };
  const taken = releaseTaken(`${name}-release`, foundation, machine, { parent });
  const apiReady = gate(
    `${name}-api-ready`,
    { foundation, gate: "api", input: apiInput(foundation, begun), onDelete: "forgotten" },
    { parent, dependsOn: [machine.booted, ...taken, ...after], deletedWith },
  );
  const seeded = gate(
    `${name}-seeded`,
    { foundation, gate: "bootkube", input: bootkubeInput(foundation, begun), onDelete: "forgotten" },
    { parent, dependsOn: [apiReady], deletedWith },
  );
  return { begun, seeded };
}
