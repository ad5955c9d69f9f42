/** What of the machine itself a pod may use. */
type HostFeature = "directories" | "ipc" | "network" | "pid" | "ports";

/** How the constraints differ; all else follows from these. */
export interface SccRow {
  readonly host: readonly HostFeature[];
  /** `none`: a privileged container; `all`: the second generation, which also forbids to gain privileges. */
  readonly drops: "none" | "mknod" | "legacy" | "all";
  /** Within the namespace's range, which cluster-policy-controller gives it, or whichever but root, or any. */
  readonly user: "MustRunAsRange" | "MustRunAsNonRoot" | "RunAsAny";
  readonly fsGroup: "MustRunAs" | "RunAsAny";
  readonly supplementalGroups: "MustRunAs" | "RunAsAny";
  readonly moreVolumes?: readonly ("hostPath" | "nfs")[];
  readonly priority?: number;
  /** Who may use it without a role. */
  readonly users?: readonly string[];
  readonly groups?: readonly string[];
  readonly why: string;
}

const withinRange = { user: "MustRunAsRange", fsGroup: "MustRunAs", supplementalGroups: "RunAsAny" } as const;
const anyNonRoot = { user: "MustRunAsNonRoot", fsGroup: "RunAsAny", supplementalGroups: "RunAsAny" } as const;
const anyUser = { user: "RunAsAny", fsGroup: "RunAsAny", supplementalGroups: "RunAsAny" } as const;
const hostNetwork = { ...withinRange, host: ["network", "ports"], supplementalGroups: "MustRunAs" } as const;

/** The default constraints of OpenShift 4.11 and later, by their names (facts: openshift-hard-way.md, 4.3). */
export const sccTable = {
  anyuid: {
    ...anyUser,
    host: [],
    drops: "mknod",
    priority: 10,
    groups: ["system:cluster-admins"],
    why: "as restricted, but with any user and any group",
  },
  hostaccess: {
    ...withinRange,
    host: ["directories", "ipc", "network", "pid", "ports"],
    drops: "legacy",
    moreVolumes: ["hostPath"],
    why: "all of the machine's namespaces and files, as a user of the namespace's range; for trusted pods alone",
  },
  "hostmount-anyuid": {
    ...anyUser,
    host: ["directories"],
    drops: "mknod",
    moreVolumes: ["hostPath", "nfs"],
    users: ["system:serviceaccount:openshift-infra:pv-recycler-controller"],
    why: "the machine's files as any user, root included; for the recycler of volumes",
  },
  hostnetwork: {
    ...hostNetwork,
    drops: "legacy",
    why: "the machine's network and ports, as a user of the namespace's range",
  },
  "hostnetwork-v2": {
    ...hostNetwork,
    drops: "all",
    why: "as hostnetwork, without capabilities, without gaining privileges, with the runtime's seccomp profile",
  },
  nonroot: {
    ...anyNonRoot,
    host: [],
    drops: "legacy",
    why: "as restricted, but with any user who is not root and whom the pod or its image names",
  },
  "nonroot-v2": {
    ...anyNonRoot,
    host: [],
    drops: "all",
    why: "as nonroot, without capabilities, without gaining privileges, with the runtime's seccomp profile",
  },
  privileged: {
    ...anyUser,
    host: ["directories", "ipc", "network", "pid", "ports"],
    drops: "none",
    users: ["system:admin", "system:serviceaccount:openshift-infra:build-controller"],
    groups: ["system:cluster-admins", "system:nodes", "system:masters"],
    why: "everything; for those who administer the cluster, and its own programs",
  },
  restricted: {
    ...withinRange,
    host: [],
    drops: "legacy",
    why: "nothing of the machine, as a user of the namespace's range",
  },
  "restricted-v2": {
    ...withinRange,
    host: [],
    drops: "all",
    why: "as restricted, without capabilities, without gaining privileges, with the runtime's seccomp profile; the default",
  },
} as const satisfies Readonly<Record<string, SccRow>>;

/** The name of default constraints. */
export type SccName = keyof typeof sccTable;

/** The names in the table's order. */
export const sccNames = Object.keys(sccTable) as readonly SccName[];
