/** How fast the machines' processors are: their host's own, or emulated ones, which take some ten times as long. */
export type Pace = "usual" | "emulated";

/** The times that programs of the cluster give each other, in milliseconds. */
export interface Times {
  /**
   * How long a load balancer waits for a connection, which in its checks includes TLS, and after that for an API server's
   * answer to a check. A busy machine can take 200 ms for TLS alone.
   */
  readonly connect: number;
  readonly check: number;
  /** How often it checks, and how often while it changes its mind. */
  readonly checkEvery: number;
  readonly recheckEvery: number;
  /**
   * How often etcd's leader shows that it is there, and how long without that its followers wait for an election; left out:
   * etcd's own times.
   */
  readonly etcd?: { readonly heartbeat: number; readonly election: number };
  /** How often etcd tells each watch how far it is. An API server has some eighty of them. */
  readonly watchProgressEvery: number;
  /** How often the kubelet asks a program whether it has started. */
  readonly startupProbeEvery: number;
  /** How often it asks after that whether the program is ready, and whether it lives. Each time costs both sides TLS. */
  readonly readinessProbeEvery: number;
  readonly livenessProbeEvery: number;
  /** How often the kubelet reads the files of its static pods again, though it is told of changes. */
  readonly podFilesEvery: number;
  /** How often a kubelet measures what its containers use; left out: its own time, ten seconds. */
  readonly statisticsEvery?: number;
  /** How often a kubelet says how its node is, how often it says only that it lives, and after how long without the node counts as lost. */
  readonly nodeStatusEvery: number;
  readonly nodeLeaseEvery: number;
  readonly nodeLostAfter: number;
  /** Whether a control plane's programs start at once, or the others when the API server beside them is ready. */
  readonly controlPlaneStarts: "at once" | "API server first";
  /** How often a machine's scripts look whether what they wait for has come; each look starts programs. */
  readonly scriptsLookEvery: number;
  /** How long they wait for an answer of etcd, and of the API. */
  readonly etcdAnswersWithin: number;
  readonly apiAnswersWithin: number;
  /**
   * How long an API server waits for etcd when it is asked for its health: longer than an election, in which etcd answers
   * nobody and all API servers would say at the same moment that they are not ready; and less than who asks waits.
   */
  readonly etcdHealthWithin: number;
  /** How long an object of the cluster may take until its pods run; left out: the engine's own time, ten minutes. */
  readonly objectsReadyWithin?: number;
  /**
   * How long one of several controller managers or schedulers leads without renewing, and how long it tries to; left out:
   * the programs' own times.
   */
  readonly leadership?: {
    readonly leaseDuration: number;
    readonly renewDeadline: number;
    readonly retryPeriod: number;
  };
}

export const timesOf: Readonly<Record<Pace, Times>> = {
  usual: {
    connect: 500,
    check: 1000,
    checkEvery: 500,
    recheckEvery: 300,
    watchProgressEvery: 5000,
    startupProbeEvery: 1000,
    readinessProbeEvery: 3000,
    livenessProbeEvery: 10_000,
    podFilesEvery: 1000,
    nodeStatusEvery: 5000,
    nodeLeaseEvery: 10_000,
    nodeLostAfter: 20_000,
    controlPlaneStarts: "at once",
    scriptsLookEvery: 300,
    etcdAnswersWithin: 2000,
    apiAnswersWithin: 5000,
    etcdHealthWithin: 4000,
  },
  emulated: {
    connect: 20_000,
    check: 30_000,
    checkEvery: 10_000,
    recheckEvery: 5000,
    etcd: { heartbeat: 2000, election: 20_000 },
    watchProgressEvery: 60_000,
    startupProbeEvery: 5000,
    readinessProbeEvery: 20_000,
    livenessProbeEvery: 60_000,
    podFilesEvery: 20_000,
    statisticsEvery: 300_000,
    nodeStatusEvery: 60_000,
    nodeLeaseEvery: 60_000,
    nodeLostAfter: 300_000,
    controlPlaneStarts: "API server first",
    scriptsLookEvery: 5000,
    etcdAnswersWithin: 20_000,
    apiAnswersWithin: 30_000,
    etcdHealthWithin: 20_000,
    objectsReadyWithin: 3_600_000,
    leadership: { leaseDuration: 180_000, renewDeadline: 120_000, retryPeriod: 20_000 },
  },
};
