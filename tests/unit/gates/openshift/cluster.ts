import type { OpenshiftKind } from "../../../../checks/openshift/resources";
import { fakeClock, recordingContext, type RecordingContext } from "../../../support/gate-context";
import { StandInApi, type Stored } from "../../../support/stand-in-api";

/** The machines of the cluster of these tests. */
export const masters = [0, 1, 2].map((index) => ({
  name: `master-${index}`,
  address: `10.90.0.1${index + 1}`,
}));
export const worker = { name: "worker-0", address: "10.90.0.21", fqdn: "worker-0.okd.example.com" };
export const bootstrap = { name: "bootstrap", address: "10.90.0.10" };
export const [master = worker] = masters;

/** What happens so many seconds after a gate has begun. */
export type Happening = readonly [seconds: number, happens: (api: StandInApi) => void];

/** A stand-in cluster to which things happen while a gate waits, on a clock that does not. */
export function clusterWhere(...happenings: readonly Happening[]): {
  readonly api: StandInApi;
  readonly gate: RecordingContext;
} {
  const api = new StandInApi();
  const coming = [...happenings];
  const clock = fakeClock((milliseconds) => {
    while ((coming[0]?.[0] ?? Infinity) * 1000 <= milliseconds) coming.shift()?.[1](api);
  });
  while (coming[0]?.[0] === 0) coming.shift()?.[1](api);
  return { api, gate: recordingContext(clock) };
}

const paths: Readonly<Record<OpenshiftKind, string>> = {
  ClusterVersion: "config.openshift.io/v1/clusterversions",
  ClusterOperator: "config.openshift.io/v1/clusteroperators",
  FeatureGate: "config.openshift.io/v1/featuregates",
  Infrastructure: "config.openshift.io/v1/infrastructures",
  Etcd: "operator.openshift.io/v1/etcds",
  KubeAPIServer: "operator.openshift.io/v1/kubeapiservers",
  KubeControllerManager: "operator.openshift.io/v1/kubecontrollermanagers",
  KubeScheduler: "operator.openshift.io/v1/kubeschedulers",
  MachineConfigPool: "machineconfiguration.openshift.io/v1/machineconfigpools",
};

/** Puts an object of OpenShift into the cluster. */
export function put(api: StandInApi, kind: OpenshiftKind, name: string, content: Stored): void {
  api.objects.set(`/apis/${paths[kind]}/${name}`, { kind, metadata: { name }, ...content });
}

/** Puts a ConfigMap into the cluster. */
export function putConfigMap(api: StandInApi, key: string, content: Stored): void {
  const [namespace = "", name = ""] = key.split("/");
  const { metadata, ...rest } = content;
  api.objects.set(`/api/v1/namespaces/${namespace}/configmaps/${name}`, {
    metadata: { namespace, name, ...(metadata as object | undefined) },
    ...rest,
  });
}

/** What a node is besides Ready; `made` in seconds after the gates' clock began. */
export interface NodeState {
  readonly ready?: "True" | "False";
  readonly roles?: readonly string[];
  readonly unschedulable?: boolean;
  readonly address?: string;
  readonly made?: number;
  readonly kubelet?: string;
}

/** Puts a node into the cluster: a Ready one, unless it is told otherwise. */
export function putNode(api: StandInApi, name: string, state: NodeState = {}): void {
  const { ready = "True", roles = [], unschedulable, address, made = 1000, kubelet = "v1.32.5" } = state;
  const labels = Object.fromEntries(roles.map((role) => [`node-role.kubernetes.io/${role}`, ""]));
  api.objects.set(`/api/v1/nodes/${name}`, {
    metadata: { name, labels, creationTimestamp: new Date(made * 1000).toISOString() },
    spec: unschedulable === undefined ? {} : { unschedulable },
    status: {
      conditions: [{ type: "Ready", status: ready, reason: "KubeletNotReady" }],
      nodeInfo: { kubeletVersion: kubelet },
      ...(address !== undefined && { addresses: [{ type: "InternalIP", address }] }),
    },
  });
}

/** Conditions of an operator, such as { Available: "True" }. */
export function conditions(statuses: Readonly<Record<string, string>>): Stored {
  return {
    conditions: Object.entries(statuses).map(([type, status]) => ({ type, status, reason: `${type}Reason` })),
  };
}

/** A member of etcd as the member list has it. */
export interface ListedMember {
  readonly name: string;
  readonly address: string;
  readonly learner?: boolean;
}

/** Has etcd say on every given machine that these are its members. */
export function putMembers(
  api: StandInApi,
  on: readonly { readonly address: string }[],
  members: readonly ListedMember[],
): void {
  for (const { address } of on)
    api.answer(`https://${address}:2379/v3/cluster/member/list`, {
      members: members.map((member, index) => ({
        ID: String(index + 1),
        name: member.name,
        peerURLs: [`https://${member.address}:2380`],
        ...(member.name !== "" && { clientURLs: [`https://${member.address}:2379`] }),
        ...(member.learner === true && { isLearner: true }),
      })),
    });
}

/** Has a member say of itself that it has a leader, or that it has none. */
export function putMemberStatus(api: StandInApi, address: string, leader = "1"): void {
  const status = { header: { member_id: "1" }, ...(leader !== "0" && { leader }) };
  api.answer(`https://${address}:2379/v3/maintenance/status`, status);
}

/** The way to etcd on the given machines. */
export function etcdOf(api: StandInApi, machines: readonly { readonly address: string }[]) {
  return { addresses: () => Promise.resolve(machines.map(({ address }) => address)), send: api.send };
}
