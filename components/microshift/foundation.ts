import type * as pulumi from "@pulumi/pulumi";
import type { MicroshiftPlan } from "../../topology/microshift/plan";
import type { Platform } from "../platform";

/** How nodes are made on podman. */
export type PodmanNodes = Extract<MicroshiftPlan["platform"], { readonly kind: "podman" }>;

/** What every node of MicroShift on podman stands on; made once and handed to each component. */
export interface MicroshiftFoundation {
  readonly plan: MicroshiftPlan;
  readonly podman: PodmanNodes;
  readonly platform: Pick<Platform, "network" | "wayToApi" | "inNetwork" | "pace" | "channel">;
  /** The image of the nodes, known once it is there. */
  readonly image: pulumi.Output<string>;
  /** What has been decided on which nodes there may be. */
  readonly roster: pulumi.CustomResource;
  /** The JSON text by which nodes pull images; empty where they need none. Secret. */
  readonly pullSecret: pulumi.Output<string>;
}
