import { anyPlanOf } from "../support/plan";

/** The clusters of this suite: both topologies, each with every address family that is not the default one. */
export const clusters = (["ipv6", "dual"] as const).flatMap((addressFamily) =>
  (["ha", "external-etcd"] as const).map((topology) => {
    const config = { addressFamily, topology, loadBalancers: 2, controlPlanes: 3, workers: 1 };
    return {
      name: `address family ${addressFamily} and topology ${topology}`,
      stackName: `e2e-${addressFamily}-${topology.split("-", 1).join("")}`,
      config,
      plan: anyPlanOf(config),
    };
  }),
);
