import type { Topology } from "../../topology/plan";

/** What sets the graph of one topology apart from the others', by logical names. */
export interface Shape {
  /** The gate behind which the API answers, and what it must come after. */
  readonly apiReady: string;
  readonly apiStandsOn: readonly string[];
  /** The machines that boot before the API answers. */
  readonly firstMachines: readonly string[];
  /** The machines that boot after it. */
  readonly laterMachines: readonly string[];
  /** The gate that is about a machine, and the machine. */
  readonly joins: Readonly<Record<string, string>>;
  /** The orders to a machine while it runs and before it goes, and the machine. */
  readonly orders: Readonly<Record<string, string>>;
  /** What workers come after. */
  readonly controlPlaneStands: string;
  /** What is made once, whatever changes later. */
  readonly once: readonly string[];
  /** The machines that are not started again when they fail. */
  readonly mayStayOff: readonly string[];
}

const laterControlPlanes = {
  "control-plane-master-1-join": "control-plane-master-1",
  "control-plane-master-2-join": "control-plane-master-2",
};
const workers = {
  "workers-worker-0-join": "workers-worker-0",
  "workers-worker-1-join": "workers-worker-1",
};
const laterTraffic = {
  "control-plane-master-1-traffic": "control-plane-master-1",
  "control-plane-master-2-traffic": "control-plane-master-2",
};
const laterMachines = [...Object.values(laterControlPlanes), ...Object.values(workers)];

/** The topologies with as many machines as the stacks dev and k8s-ha have. */
export const shapes: Readonly<Record<Topology, Shape>> = {
  ha: {
    apiReady: "bootstrap-api-ready",
    apiStandsOn: ["load-balancer-lb-0-booted", "bootstrap-machine-booted"],
    firstMachines: ["load-balancer-lb-0", "bootstrap-machine"],
    laterMachines: ["control-plane-master-0", ...laterMachines],
    joins: { "control-plane-master-0-join": "control-plane-master-0", ...laterControlPlanes, ...workers },
    orders: { "control-plane-master-0-traffic": "control-plane-master-0", ...laterTraffic },
    controlPlaneStands: "control-plane-pivot",
    once: ["bootstrap-machine-booted"],
    mayStayOff: ["bootstrap-machine-booted"],
  },
  "external-etcd": {
    apiReady: "first-control-plane-api-ready",
    apiStandsOn: [
      ...["etcd-etcd-0-join", "etcd-etcd-1-join", "etcd-etcd-2-join"],
      ...["load-balancer-lb-0-share", "load-balancer-lb-1-share"],
      "first-control-plane-master-0-booted",
    ],
    firstMachines: [
      ...["etcd-etcd-0", "etcd-etcd-1", "etcd-etcd-2"],
      ...["load-balancer-lb-0", "load-balancer-lb-1"],
      "first-control-plane-master-0",
    ],
    laterMachines,
    joins: {
      "etcd-etcd-0-join": "etcd-etcd-0",
      "etcd-etcd-1-join": "etcd-etcd-1",
      "etcd-etcd-2-join": "etcd-etcd-2",
      "control-plane-master-0-join": "first-control-plane-master-0",
      ...laterControlPlanes,
      ...workers,
    },
    orders: {
      "etcd-etcd-0-service": "etcd-etcd-0",
      "etcd-etcd-1-service": "etcd-etcd-1",
      "etcd-etcd-2-service": "etcd-etcd-2",
      "load-balancer-lb-0-share": "load-balancer-lb-0",
      "load-balancer-lb-1-share": "load-balancer-lb-1",
      "control-plane-master-0-traffic": "first-control-plane-master-0",
      ...laterTraffic,
    },
    controlPlaneStands: "control-plane-master-2-join",
    once: ["etcd-founding"],
    mayStayOff: [],
  },
  "sno-plus": {
    apiReady: "first-control-plane-api-ready",
    apiStandsOn: ["first-control-plane-master-0-booted", "first-control-plane-founding"],
    firstMachines: ["first-control-plane-master-0"],
    laterMachines,
    joins: {
      "control-plane-master-0-join": "first-control-plane-master-0",
      ...laterControlPlanes,
      ...workers,
    },
    orders: {
      "control-plane-master-0-share": "first-control-plane-master-0",
      "control-plane-master-1-share": "control-plane-master-1",
      "control-plane-master-2-share": "control-plane-master-2",
    },
    controlPlaneStands: "control-plane-master-2-join",
    once: ["first-control-plane-founding", "control-plane-backup-before-master-1"],
    mayStayOff: [],
  },
};
