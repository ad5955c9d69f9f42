import { namespaces as names } from "./names";
import type { ClusterScoped } from "./scope";

/** A namespace. */
export type Namespace = ClusterScoped<"v1", "Namespace">;

/** What pods may do (Kubernetes, Pod Security Standards). */
type PodSecurity = "privileged" | "restricted";

interface Row {
  readonly name: string;
  /** SCC admission leaves pods of run-level 0 alone: they start before there is anything to admit by. */
  readonly runLevel?: "0";
  /** Left out where the payload says nothing either, and the API server's default holds. */
  readonly podSecurity?: PodSecurity;
  readonly monitoring?: "true";
  readonly why: string;
}

/** Facts: openshift-hard-way.md, 4.1 (01-namespaces) and 4.3. kube-system is there without anybody's doing. */
const table: readonly Row[] = [
  {
    name: names.config,
    runLevel: "0",
    podSecurity: "restricted",
    why: "what the cluster's owner configures; no pod runs here",
  },
  {
    name: names.managedConfig,
    runLevel: "0",
    podSecurity: "restricted",
    why: "what operators publish to one another; no pod runs here",
  },
  {
    name: names.etcd,
    runLevel: "0",
    podSecurity: "privileged",
    monitoring: "true",
    why: "etcd's static pods read the machine's disk, and installer pods write their files",
  },
  {
    name: names.apiServer,
    runLevel: "0",
    podSecurity: "privileged",
    monitoring: "true",
    why: "as etcd; SCC admission runs in this very program",
  },
  {
    name: names.apiServerOperator,
    runLevel: "0",
    monitoring: "true",
    why: "the operator that rolls the API server out, and the signers that it takes over",
  },
  {
    name: names.controllerManager,
    runLevel: "0",
    podSecurity: "privileged",
    monitoring: "true",
    why: "as etcd; cluster-policy-controller, on which SCC admission waits, runs in its pod",
  },
  {
    name: names.controllerManagerOperator,
    runLevel: "0",
    podSecurity: "restricted",
    monitoring: "true",
    why: "the operator that rolls the controller manager out, and the kubelets' signer",
  },
  {
    name: names.scheduler,
    runLevel: "0",
    podSecurity: "privileged",
    monitoring: "true",
    why: "as etcd; nothing is scheduled before it runs",
  },
  {
    name: names.clusterVersion,
    podSecurity: "privileged",
    monitoring: "true",
    why: "CVO runs in the machine's network and reads its disk",
  },
  {
    name: names.machineConfig,
    podSecurity: "privileged",
    monitoring: "true",
    why: "its daemons change the machines",
  },
  {
    name: names.infra,
    podSecurity: "privileged",
    why: "the service accounts of OpenShift's own controllers, and the pods that recycle volumes",
  },
  {
    name: names.node,
    podSecurity: "restricted",
    why: "what is shared with nodes; no pod runs here",
  },
];

/**
 * The namespaces, complete from the moment at which they are made: a pod that comes before a label is admitted
 * without it (facts: openshift-hard-way.md, 12.2, blocker 17).
 */
export const namespaceObjects: readonly Namespace[] = table.map((row) => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: {
    name: row.name,
    labels: labels(row),
    // Without a selector of its own, the cluster's default selector would keep control plane pods off their machines.
    annotations: { "openshift.io/node-selector": "", "workload.openshift.io/allowed": "management" },
  },
}));

function labels({ runLevel, podSecurity, monitoring }: Row): Readonly<Record<string, string>> {
  const wanted: readonly (readonly [string, string | undefined])[] = [
    ["openshift.io/run-level", runLevel],
    ["openshift.io/cluster-monitoring", monitoring],
    ...["enforce", "audit", "warn"].map(
      (mode) => [`pod-security.kubernetes.io/${mode}`, podSecurity] as const,
    ),
  ];
  return Object.fromEntries(wanted.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
