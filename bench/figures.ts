/** A figure that the project promises, measured on 2 cores with toolchain, packages and image in place. */
export interface Promised {
  readonly what: string;
  readonly unit: "s" | "GiB";
  /** The promise; undefined where a figure is measured for the record. */
  readonly atMost?: number;
}

/** Every figure that `make bench` measures, in the order in which they are shown. */
export const promises = {
  up: { what: "make up from nothing to a verified cluster", unit: "s", atMost: 60 },
  upProcessor: { what: "processor time of that, all cores together", unit: "s" },
  apiReady: { what: "the API answers through the load balancer", unit: "s", atMost: 15 },
  noOpUp: { what: "make up with nothing to change", unit: "s", atMost: 5 },
  noOpPreview: { what: "make preview with nothing to change", unit: "s", atMost: 5 },
  memory: { what: "memory of the whole cluster", unit: "GiB", atMost: 4 },
  destroy: { what: "make destroy", unit: "s" },
  inPlaceControlPlane: { what: "an API server's flag changed in place, for each control plane", unit: "s" },
  inPlaceWorker: { what: "a kubelet's setting changed in place, for each machine", unit: "s" },
  replaced: { what: "a control plane replaced: leaves, is made anew, joins", unit: "s" },
  moreControlPlanes: { what: "3 control planes become 5, for each", unit: "s" },
  moreWorkers: { what: "2 workers become 10, for each", unit: "s" },
  grownMemory: { what: "memory of 5 control planes and 10 workers", unit: "GiB" },
  grownNoOpUp: { what: "make up with nothing to change, 5 control planes and 10 workers", unit: "s" },
  grownNoOpPreview: { what: "make preview with nothing to change, 5 and 10", unit: "s" },
  grownDestroy: { what: "make destroy, 5 and 10", unit: "s" },
  haUp: { what: "make up STACK=k8s-ha from nothing to a verified cluster", unit: "s", atMost: 120 },
  haMemory: { what: "memory of that cluster", unit: "GiB" },
  haDestroy: { what: "make destroy STACK=k8s-ha", unit: "s" },
  snoUp: { what: "make up STACK=sno-plus-kubernetes from nothing to a verified node", unit: "s" },
  snoGrowth: { what: "that node becomes three control planes", unit: "s" },
  snoGrowthFailing: { what: "requests fail meanwhile", unit: "s", atMost: 4 },
  snoLossFailing: { what: "requests fail when the first of the three is powered off", unit: "s", atMost: 4 },
  snoLossSlowest: { what: "the slowest answer then", unit: "s" },
  microshiftUp: {
    what: "make up of microshift-ha from nothing, 3 control planes and a worker of the contract image",
    unit: "s",
  },
  microshiftJoin: { what: "another worker joins", unit: "s" },
  microshiftLossFailing: {
    what: "requests fail when its first node is powered off and comes back",
    unit: "s",
  },
  microshiftLossUnwritable: { what: "writes stand still then", unit: "s" },
  microshiftLeave: { what: "its first node leaves for good", unit: "s" },
  microshiftLeaveFailing: { what: "requests fail meanwhile", unit: "s" },
} as const satisfies Readonly<Record<string, Promised>>;

/** The name of a figure. */
export type FigureName = keyof typeof promises;

/** What one pass over a cluster measured; not every pass measures every figure. */
export type Measurement = Readonly<Partial<Record<FigureName, number>>>;

/** The names of all figures, in the order in which they are shown. */
export const figures = Object.keys(promises) as readonly FigureName[];
