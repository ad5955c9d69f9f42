import type { z } from "zod";
import { applicationsAt } from "../checks/openshift/smoke/applications";
import { apiServerUrl } from "../topology/endpoints";
import { becomeReachable } from "./api";
import { connect, membersAt, type OpenCluster, openCluster } from "./connection";
import type { GateContext } from "./context";
import { deleteNode, drain } from "./drain";
import { backUpEtcd, removeBackup } from "./etcd-backup";
import { type Gate, nothing, type Operation, type Result, taking } from "./gate";
import { type GateName, inputs } from "./input";
import { join, leave, ownApiServerReady } from "./join";
import { leaveEtcd, refuseLossOfQuorum } from "./leave";
import { becomeVoter } from "./membership";
import { microshiftGates } from "./microshift/gates";
import { becomeReady, roleLabel } from "./node";
import { bootkube } from "./openshift/bootkube";
import { limitsOf } from "./openshift/budgets";
import { joinOpenshift } from "./openshift/control-plane";
import { refuseLateBootstrap } from "./openshift/late-bootstrap";
import { leaveOpenshift } from "./openshift/leave";
import { roleLabelOf } from "./openshift/node";
import { pivotOpenshift } from "./openshift/pivot";
import { settleOpenshift } from "./openshift/settled";
import { smokeOpenshift } from "./openshift/smoke";
import { refuseTooFewControlPlanes } from "./openshift/too-few";
import { turnHighlyAvailable } from "./openshift/topology";
import { verifyOpenshift } from "./openshift/verify";
import { joinOpenshiftWorker, leaveOpenshiftWorker } from "./openshift/worker";
import { refuseFutureCertificate } from "./own-certificate";
import { pivot } from "./pivot";
import { verify } from "./verify";

const gates: Readonly<Record<GateName, Gate<unknown>>> = {
  api: taking(inputs.api, { reach: reachApi, undo: nothing }),
  member: taking(inputs.member, {
    reach: async (gate, { machine, etcd }) => {
      await becomeVoter(gate, membersAt(gate, etcd), machine);
      return { etcd: "voter" };
    },
    undo: async (gate, { machine, etcd }) => {
      const access = membersAt(gate, etcd);
      await refuseLossOfQuorum(gate, access, machine);
      await leaveEtcd(gate, access, machine);
      return { etcd: "none" };
    },
  }),
  etcdBackup: taking(inputs.etcdBackup, {
    reach: async (gate, backup) => {
      refuseFutureCertificate(gate, backup.credential);
      return backUpEtcd(gate, backup);
    },
    undo: async (_, backup) => {
      await removeBackup(backup);
      return {};
    },
  }),
  controlPlane: taking(inputs.controlPlane, { reach: joinControlPlane, undo: leaveNode }),
  join: taking(inputs.join, {
    reach: (gate, { node, ...access }) => join(gate, { node, ...openCluster(gate, access) }),
    undo: (gate, { node, ...access }) => leave(gate, { node, ...openCluster(gate, access) }),
  }),
  pivot: taking(inputs.pivot, {
    reach: (gate, { bootstrap, controlPlanes, ...access }) =>
      pivot(gate, { bootstrap, controlPlanes, ...openCluster(gate, access) }),
    undo: nothing,
  }),
  worker: taking(inputs.worker, { reach: joinWorker, undo: leaveNode }),
  verify: taking(inputs.verify, { reach: verify, undo: nothing }),
  bootkube: taking(inputs.bootkube, {
    reach: async (gate, { kubernetes, bootstrap, ...wait }, operation) => {
      const client = connect(gate, kubernetes);
      if (operation === "create") await refuseLateBootstrap(gate, client, bootstrap);
      return bootkube(gate, { ...wait, url: kubernetes.url, kubernetes: client });
    },
    undo: nothing,
  }),
  openshiftControlPlane: taking(inputs.openshiftControlPlane, {
    reach: async (gate, { node, bootstrap, budgets, ...access }, operation) => {
      const cluster = openOpenshift(gate, access);
      if (operation === "create" && bootstrap !== undefined)
        await refuseLateBootstrap(gate, cluster.kubernetes, bootstrap);
      return joinOpenshift(gate, { node, budgets, ...cluster });
    },
    undo: (gate, { node, ...access }) => leaveOpenshift(gate, { node, ...openOpenshift(gate, access) }),
  }),
  openshiftSettled: taking(inputs.openshiftSettled, {
    // An update is no replacement: nothing has been out, and what else is amiss is not this machine's affair.
    reach: (gate, { node, budgets, ...access }, operation) =>
      operation === "update"
        ? Promise.resolve({ node: node.name })
        : settleOpenshift(gate, { node, budgets, ...openOpenshift(gate, access) }),
    undo: nothing,
  }),
  openshiftPivot: taking(inputs.openshiftPivot, {
    reach: async (gate, { bootstrap, controlPlanes, budgets, ...access }, operation) => {
      const cluster = openOpenshift(gate, access);
      if (operation === "create") await refuseLateBootstrap(gate, cluster.kubernetes, bootstrap);
      else await refuseTooFewControlPlanes(gate, cluster.etcd, controlPlanes);
      return pivotOpenshift(gate, { bootstrap, controlPlanes, budgets, ...cluster });
    },
    undo: nothing,
  }),
  openshiftWorker: taking(inputs.openshiftWorker, {
    reach: (gate, input) =>
      joinOpenshiftWorker(gate, { ...input, kubernetes: connect(gate, input.kubernetes) }),
    undo: (gate, input) =>
      leaveOpenshiftWorker(gate, { ...input, kubernetes: connect(gate, input.kubernetes) }),
  }),
  openshiftTopology: taking(inputs.openshiftTopology, {
    reach: async (gate, { controlPlanes, budgets, ...access }) => {
      const { kubernetes, etcd } = openOpenshift(gate, access);
      await refuseTooFewControlPlanes(gate, etcd, controlPlanes);
      return turnHighlyAvailable(gate, { controlPlanes, kubernetes, budgets });
    },
    undo: nothing,
  }),
  openshiftVerify: taking(inputs.openshiftVerify, {
    reach: (gate, input) => verifyOpenshift(gate, { ...input, kubernetes: connect(gate, input.kubernetes) }),
    undo: nothing,
  }),
  openshiftSmoke: taking(inputs.openshiftSmoke, {
    reach: (gate, { plan, budgets, ...access }) => {
      const kubernetes = connect(gate, access.kubernetes);
      const applications = applicationsAt(kubernetes, plan.ingress, gate);
      return smokeOpenshift(gate, { plan, kubernetes, applications, budgets });
    },
    undo: nothing,
  }),
  ...microshiftGates,
};

/** Runs a gate with the document that came on stdin; throws a `ZodError` where that is not what it takes. */
export async function runGate(
  gate: GateContext,
  { name, operation }: { readonly name: GateName; readonly operation: Operation },
  document: unknown,
): Promise<Result> {
  return gates[name][operation === "delete" ? "undo" : "reach"](gate, document, operation);
}

async function reachApi(
  gate: GateContext,
  { first: { certificatesEnd, ...first }, kubernetes, budgets }: z.output<typeof inputs.api>,
  operation: Operation,
): Promise<Result> {
  const client = connect(gate, kubernetes);
  if (certificatesEnd !== undefined && operation === "create")
    await refuseLateBootstrap(gate, client, { ...first, certificatesEnd });
  await becomeReachable(gate, client.send, {
    name: "the API behind the load balancer",
    url: kubernetes.url,
    remedy: `look at the static pods of ${first.name} and at who has the address of the API (haproxy.service or keepalived.service), then run "pulumi up" again`,
    behind: {
      name: `the API server of ${first.name}`,
      url: apiServerUrl(first),
    },
    ...(budgets && { limits: limitsOf(gate, "api", budgets) }),
  });
  return { api: "ready" };
}

async function joinWorker(
  gate: GateContext,
  { node, kubernetes }: z.output<typeof inputs.worker>,
): Promise<Result> {
  const labels = { ...roleLabel("worker"), ...node.labels };
  await becomeReady(gate, connect(gate, kubernetes), { ...node, labels });
  return { node: node.name };
}

async function joinControlPlane(
  gate: GateContext,
  { node, kubernetes }: z.output<typeof inputs.controlPlane>,
): Promise<Result> {
  const client = connect(gate, kubernetes);
  const labels = { ...roleLabel("control-plane"), ...node.labels };
  await Promise.all([ownApiServerReady(gate, client, node), becomeReady(gate, client, { ...node, labels })]);
  return { node: node.name };
}

async function leaveNode(
  gate: GateContext,
  { node, kubernetes }: z.output<typeof inputs.worker>,
): Promise<Result> {
  const client = connect(gate, kubernetes);
  await drain(gate, client, node.name);
  await deleteNode(gate, client, node.name);
  return { node: node.name };
}

/** The etcd of OpenShift is on the machines that its own label says. */
function openOpenshift(gate: GateContext, access: Parameters<typeof openCluster>[1]): OpenCluster {
  return openCluster(gate, access, roleLabelOf("master"));
}
