import type { Kubernetes } from "../../checks/clients/kubernetes";
import { unlessMissing } from "../../checks/clients/failures";
import { unreadyReason } from "../../checks/nodes";
import { type OpenshiftKind, readObject } from "../../checks/openshift/resources";
import type { GateContext } from "../context";
import type { EtcdAccess } from "../etcd";
import type { MemberMachine } from "../membership";
import { waitFor } from "../wait";
import { limitsOf, type OwnBudgets } from "./budgets";
import {
  criteria,
  type Criterion,
  lackOf,
  lacksOfCompletion,
  staticPodOperator,
  staticPods,
} from "./criteria";
import { roleLabelOf } from "./node";

/** A control plane that may just have been replaced, and the way to the cluster. */
export interface SettlingControlPlane {
  readonly node: MemberMachine;
  readonly kubernetes: Kubernetes;
  readonly etcd: EtcdAccess;
  readonly budgets?: OwnBudgets | undefined;
}

/** When the next control plane may be taken away: this one does all its work again, and no operator works on any other. */
const settledCriteria: readonly Criterion[] = [
  {
    sentence: "its node is Ready",
    why: "a kubelet that does not run keeps no API server and no member of etcd alive",
    lacks: async ({ controlPlanes, kubernetes }) => {
      const lacks = await Promise.all(controlPlanes.map((machine) => nodeLack(kubernetes, machine)));
      return lacks.flat();
    },
  },
  ...Object.values(criteria),
  {
    sentence: "no operator is about to start another static pod anew",
    why: "its member of etcd or its API server would be away together with that of the next machine",
    lacks: async ({ kubernetes }) => {
      const lacks = await Promise.all(
        (["Etcd", ...staticPods] as const).map((kind) => revisionLack(kubernetes, kind)),
      );
      return lacks.flat();
    },
  },
];

/**
 * Lets the next control plane be replaced when this one is whole again, so that two are never out at once. It holds up no
 * first boot: until the bootstrap is marked complete no machine can be replaced, and all of them boot side by side.
 */
export async function settleOpenshift(
  gate: GateContext,
  { node, budgets, ...access }: SettlingControlPlane,
): Promise<{ node: string }> {
  const cluster = { ...access, controlPlanes: [node] };
  await waitFor(gate, {
    subject: "settled",
    goal: `${node.name} to be whole again before the next control plane is touched`,
    where: node.name,
    observe: async () => {
      const [incomplete] = await lacksOfCompletion(cluster.kubernetes);
      if (incomplete !== undefined)
        return { done: true, state: `the cluster bootstraps: ${incomplete}`, value: undefined };
      const looks = await Promise.all(settledCriteria.map((criterion) => lackOf(cluster, criterion)));
      const missing = looks.flat();
      if (missing.length === 0) return { done: true, state: `${node.name} is whole`, value: undefined };
      return { done: false, state: missing.join("; ") };
    },
    why: "the machine has not joined: its own gate says why; or an operator of static pods does not get on",
    remedy: `look at what the join of ${node.name} waits for, and at oc get etcd,kubeapiserver,kubecontrollermanager,kubescheduler; then run "pulumi up" again`,
    limits: limitsOf(gate, "settled", budgets),
  });
  return { node: node.name };
}

async function nodeLack(
  { core }: Pick<Kubernetes, "core">,
  { name }: MemberMachine,
): Promise<readonly string[]> {
  const node = await unlessMissing(core.readNode({ name }));
  if (node === undefined) return [`${name} is no node`];
  const unready = unreadyReason(node);
  if (unready !== undefined) return [`${name} is not Ready: ${unready}`];
  const label = roleLabelOf("master");
  return node.metadata?.labels?.[label] === undefined ? [`${name} has no label ${label}`] : [];
}

async function revisionLack(
  kubernetes: Pick<Kubernetes, "custom">,
  kind: OpenshiftKind,
): Promise<readonly string[]> {
  const found = await readObject(kubernetes, kind, "cluster", staticPodOperator);
  if (found === undefined) return [`there is no ${kind} cluster`];
  const { latestAvailableRevision: latest, nodeStatuses } = found.status;
  return nodeStatuses
    .filter(({ currentRevision }) => currentRevision !== latest)
    .map(
      ({ nodeName, currentRevision }) =>
        `${kind} is at revision ${currentRevision} of ${latest} on ${nodeName}`,
    );
}
