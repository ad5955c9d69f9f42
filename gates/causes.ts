/** A sign in the last state that was seen, and what it points to. */
interface Cause {
  readonly sign: RegExp;
  readonly cause: string;
}

/** What a container runtime says of an image that could not be pulled, and the kubelet on its behalf. */
const pull = "(?:ErrImagePull|ImagePullBackOff|Failed to pull image)";

/** A registry that knows who asks, or that nobody does, and hands out nothing. */
export const refusedPull = new RegExp(
  `${pull}.*(?:unauthorized|[Aa]uthentication required|access (?:to the resource )?is denied|invalid username/password|403 \\(Forbidden\\))`,
  "s",
);

/** What is worth saying of a last state, the surest signs first; the first that is found counts. */
const causes: readonly Cause[] = [
  {
    sign: /not (yet )?valid( yet)?/,
    cause:
      "the clocks differ: the certificates were made by a clock that is ahead of the one that judges them",
  },
  {
    sign: refusedPull,
    cause:
      "the registry that is named refuses the pull secret: it is missing, is wrong or has expired, or it does not cover this registry",
  },
  {
    sign: new RegExp(`${pull}.*(?:manifest unknown|not found|does not exist)`, "s"),
    cause: "the registry does not have the image that is named, or the mirror of it does not",
  },
  {
    sign: new RegExp(`${pull}.*(?:unknown authority|certificate)`, "s"),
    cause: "the node does not trust the certificate of the registry that is named",
  },
  {
    sign: new RegExp(`${pull}.*(?:no such host|timeout|timed out|refused|unreachable)`, "s"),
    cause: "the node does not reach the registry that is named, by its name or by the network",
  },
  {
    sign: /NOSPACE|[Nn]o space left|space exceeded|DiskPressure/,
    cause: "the disk of the machine is full",
  },
  {
    sign: /MemoryPressure|[Cc]annot allocate memory|OOM/,
    cause: "the machine has no memory left",
  },
  {
    sign: /unreachable|timed out|no answer/,
    cause: "the network between this host and the machine is down, or the machine is off or frozen",
  },
  {
    // A member has no name, and so seems not to have started, until it has heard of the leader.
    sign: /not in sync|in sync with leader|no leader|unhealthy cluster|its etcd has not started/,
    cause:
      "its etcd does not run, or does not reach the other members, or they do not reach it: a peer is down or port 2380 between them is blocked",
  },
  {
    sign: /not ready: \S*etcd/,
    cause:
      "the API server runs and has no etcd with a leader: an etcd does not run, is slow, or lost its quorum",
  },
  {
    sign: /refused/,
    cause:
      "the machine is up and nothing listens there: the program has not started, or ends each time it does (a wrong flag, a broken file, no memory, a full disk)",
  },
  {
    sign: /connection (closed|reset)/,
    cause: "the load balancer is up and no API server behind it is ready",
  },
];

/** The likely cause of a last state, where one of its words tells it. */
export function causeIn(seen: string): string | undefined {
  return causes.find(({ sign }) => sign.test(seen))?.cause;
}
