import type { MicroshiftPlan } from "../../topology/microshift/plan";
import { type MicroshiftVersion, microshiftVersions } from "../../topology/microshift/versions";
import type { Workload } from "./rollout";

/** What decides on the workloads of a cluster. */
export interface MicroshiftKind extends Pick<MicroshiftPlan, "version" | "networkPlugin" | "addOns"> {
  readonly highlyAvailable: boolean;
  /** What a user has MicroShift's own configuration say, which may leave parts out. */
  readonly settings?: MicroshiftPlan["settings"];
}

/** A workload that MicroShift brings, and when. */
export interface ExpectedWorkload extends Workload {
  /** The first version that has it, and the last one; left out: all that are known. */
  readonly since?: MicroshiftVersion;
  readonly until?: MicroshiftVersion;
  /** Left out: in every cluster. */
  readonly appliesTo?: (cluster: MicroshiftKind) => boolean;
  readonly why: string;
}

const ovn = ({ networkPlugin }: MicroshiftKind): boolean => networkPlugin === "ovn";
const kindnet = ({ networkPlugin }: MicroshiftKind): boolean => networkPlugin === "kindnet";
const olm = ({ addOns }: MicroshiftKind): boolean => addOns.includes("olm");
const gitops = ({ addOns }: MicroshiftKind): boolean => addOns.includes("gitops");
const highlyAvailable = (kind: MicroshiftKind): boolean => kind.highlyAvailable;

/** The router may be left to others, and snapshots to nobody (facts: microshift.md, A6). */
const routed = ({ settings }: MicroshiftKind): boolean =>
  settingAt(settings, "ingress", "status") !== "Removed";
const snapshots = ({ settings }: MicroshiftKind): boolean => {
  const optional = settingAt(settings, "storage", "optionalCsiComponents");
  return !(Array.isArray(optional) && optional.includes("none"));
};

/** The set whose pods have the databases of OVN, one on each control plane. */
export const ovnMaster = {
  namespace: "openshift-ovn-kubernetes",
  kind: "DaemonSet",
  name: "ovnkube-master",
} as const satisfies Workload;

/** The set whose pods hold the virtual address, one on each control plane. */
export const kubeVip = {
  namespace: "kube-vip",
  kind: "DaemonSet",
  name: "kube-vip",
} as const satisfies Workload;

const managedOlm = "openshift-operator-lifecycle-manager";

/** What runs in a cluster that is ready (facts: microshift.md, A8 to A10, B12 and B13), in the order in which it comes up. */
export const workloads: readonly ExpectedWorkload[] = [
  {
    ...ovnMaster,
    appliesTo: ovn,
    why: "it has the network's databases: pods have no network before it",
  },
  {
    namespace: "openshift-ovn-kubernetes",
    kind: "DaemonSet",
    name: "ovnkube-node",
    appliesTo: ovn,
    why: "on a node without it no pod has a network",
  },
  {
    namespace: "kube-kindnet",
    kind: "DaemonSet",
    name: "kube-kindnet-ds",
    appliesTo: kindnet,
    why: "on a node without it no pod has a network",
  },
  {
    namespace: "openshift-service-ca",
    kind: "Deployment",
    name: "service-ca",
    why: "it makes the certificates of Services, the router's among them",
  },
  {
    namespace: "openshift-dns",
    kind: "DaemonSet",
    name: "dns-default",
    podsMayLag: "onWorkers",
    why: "pods find each other by its answers; on workers one of its two containers was seen unready for an hour while the cluster served",
  },
  {
    namespace: "openshift-dns",
    kind: "DaemonSet",
    name: "node-resolver",
    why: "the node itself finds the cluster's names by it, such as that of an image registry",
  },
  {
    namespace: "openshift-ingress",
    kind: "Deployment",
    name: "router-default",
    appliesTo: routed,
    why: "Routes are served by it",
  },
  {
    namespace: "kube-system",
    kind: "Deployment",
    name: "csi-snapshot-controller",
    appliesTo: snapshots,
    why: "volumes' snapshots are made by it",
  },
  {
    namespace: "kube-system",
    kind: "Deployment",
    name: "csi-snapshot-webhook",
    until: "4.15",
    why: "it judges snapshots before they are stored; of later versions it is not known, and not waited for",
  },
  {
    namespace: managedOlm,
    kind: "Deployment",
    name: "catalog-operator",
    appliesTo: olm,
    why: "operators are found in catalogs by it",
  },
  {
    namespace: managedOlm,
    kind: "Deployment",
    name: "olm-operator",
    appliesTo: olm,
    why: "operators are installed by it",
  },
  {
    namespace: "openshift-gitops",
    kind: "Deployment",
    name: "argocd-redis",
    appliesTo: gitops,
    why: "the parts of Argo CD share what they know in it",
  },
  {
    namespace: "openshift-gitops",
    kind: "Deployment",
    name: "argocd-repo-server",
    appliesTo: gitops,
    why: "it fetches what applications are to be",
  },
  {
    namespace: "openshift-gitops",
    kind: "StatefulSet",
    name: "argocd-application-controller",
    appliesTo: gitops,
    why: "it makes applications what they are to be",
  },
  {
    ...kubeVip,
    appliesTo: highlyAvailable,
    why: "one of its pods holds the virtual address, and another takes it over",
  },
  {
    namespace: "kube-vip",
    kind: "Deployment",
    name: "kube-vip-cloud-controller",
    appliesTo: highlyAvailable,
    why: "Services of type LoadBalancer are given their addresses by it",
  },
];

/** The workloads of a cluster as plain data, each with why it is waited for. */
export function expectedWorkloads(kind: MicroshiftKind): readonly (Workload & { readonly why: string })[] {
  return workloads
    .filter(
      ({ since = "4.15", until = kind.version, appliesTo = () => true }) =>
        isUpTo(since, kind.version) && isUpTo(kind.version, until) && appliesTo(kind),
    )
    .map(({ namespace, kind: of, name, podsMayLag, why }) => ({
      namespace,
      kind: of,
      name,
      ...(podsMayLag && { podsMayLag }),
      why,
    }));
}

function isUpTo(one: MicroshiftVersion, other: MicroshiftVersion): boolean {
  return microshiftVersions.indexOf(one) <= microshiftVersions.indexOf(other);
}

function settingAt(settings: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && key in value
        ? (value as Readonly<Record<string, unknown>>)[key]
        : undefined,
    settings,
  );
}
