import type * as pulumi from "@pulumi/pulumi";
import type { MicroshiftPlan } from "../../topology/microshift/plan";
import { instanceOf } from "../platform";
import { ClusterNetwork } from "../podman/cluster-network";
import { insideNamespace } from "../podman/instance";
import { MachineImage } from "../podman/machine-image";
import type { MicroshiftFoundation, PodmanNodes } from "./foundation";
import { roster } from "./roster";

/** What the foundation of nodes on podman is made from. */
export interface PodmanNodesArgs {
  readonly plan: MicroshiftPlan;
  readonly podman: PodmanNodes;
  readonly pullSecret: pulumi.Output<string>;
}

/** What nodes on podman stand on: the cluster's network in a namespace of its own, their image, and the roster. */
export function podmanFoundation({ plan, podman, pullSecret }: PodmanNodesArgs): MicroshiftFoundation {
  const channel = { PLATFORM: "podman", INSTANCE: instanceOf(plan) };
  const { outbound, image } = podman;
  const { network, forward, reachable } = new ClusterNetwork("network", { plan, channel, outbound });
  const { reference } = new MachineImage("image", {
    reference: image,
    makes: "components/microshift/shell/image-missing.sh",
  });
  return {
    plan,
    podman,
    platform: { network, wayToApi: forward, inNetwork: `${insideNamespace(plan)} `, pace: {}, channel },
    image: reference,
    roster: roster("roster", { plan, channel }, { dependsOn: [reachable], deletedWith: network }),
    pullSecret,
  };
}
