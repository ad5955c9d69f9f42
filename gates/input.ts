import { z } from "zod";
import { budgetNames } from "./openshift/budgets";

/** A client certificate with its key and the authority of the servers that it is shown to; all PEM. */
const credential = z.object({ certificatePem: z.string(), keyPem: z.string(), authorityPem: z.string() });

/**
 * The Kubernetes API behind the load balancer, as the cluster's provisioner. `serverName`: the name that the API servers'
 * certificates have, where they have none for the addresses that they are dialled at. Those that OpenShift's operators
 * make have the names of the API alone.
 */
const kubernetes = z.object({ url: z.url(), credential, serverName: z.string().optional() });

/** A machine by its name and address. */
const machine = z.object({ name: z.string(), address: z.string() });

/** The bootstrap machine of OpenShift, and when the first of the certificates ends that it was made with. */
const bootstrapMachine = machine.extend({ certificatesEnd: z.iso.datetime() });

/** How etcd is reached: the bootstrap machine first, and what the API lists as control planes later. */
const etcd = z.object({ bootstrapAddress: z.string(), credential });

/** The address families of a cluster. */
const families = z.array(z.enum(["ipv4", "ipv6"])).min(1);

const endpoint = z.object({ address: z.string(), port: z.int() });

const labels = z.record(z.string(), z.string());

/** A machine by everything that its serving certificate may have. */
const namedMachine = machine.extend({
  fqdn: z.string().optional(),
  addresses: z.array(z.string()).optional(),
});

/** A workload that is waited for; the pods of some may lag on workers. */
const workload = z.object({
  namespace: z.string(),
  kind: z.enum(["Deployment", "DaemonSet", "StatefulSet"]),
  name: z.string(),
  podsMayLag: z.literal("onWorkers").optional(),
});

/** How etcd is reached whose members are on known machines. */
const members = z.object({ addresses: z.array(z.string()).min(1), credential });

/** Other times than those of gates/openshift/budgets.ts, in seconds. */
const budgets = z.partialRecord(z.enum(budgetNames), z.int().positive()).optional();

/**
 * The input of each gate: what it needs and no more, so that a change of the plan elsewhere does not change
 * it. It comes as one JSON document on stdin and is secret as a whole.
 */
export const inputs = {
  /** Waits until the API answers through the load balancer; with budgets, even empty ones, for as long as OpenShift's may take. */
  api: z.object({ first: bootstrapMachine.partial({ certificatesEnd: true }), kubernetes, budgets }),
  /** Makes a machine of etcd's own a member; its delete is the leave. */
  member: z.object({ machine, etcd: members }),
  /** Copies what etcd has on a machine into a file of this host; its delete removes the file. */
  etcdBackup: z.object({ machine, credential, file: z.string() }),
  /** Makes a machine a control plane whose etcd is elsewhere; its delete drains and deletes the node. */
  controlPlane: z.object({ node: machine.extend({ labels }), kubernetes }),
  /** Makes a control plane a member of etcd and of the cluster; its delete is the leave. */
  join: z.object({ node: machine.extend({ labels }), kubernetes, etcd }),
  /** Ends the bootstrap machine's part in the control plane. */
  pivot: z.object({
    bootstrap: machine,
    controlPlanes: z.array(machine).min(1),
    kubernetes,
    etcd,
  }),
  /** Makes a worker a node; its delete drains and deletes the node. */
  worker: z.object({ node: z.object({ name: z.string(), labels }), kubernetes }),
  /** Waits until the cluster is healthy, by the checks of checks/; the command `status` takes the same. */
  verify: z.object({
    plan: z.object({
      families,
      api: endpoint,
      /** The machines that run a member of etcd: the control planes, or those of etcd's own. */
      etcdMembers: z.array(machine).min(1),
      /** None where the control planes have the API's address themselves. */
      loadBalancers: z.array(machine),
      controlPlanes: z.array(machine).min(1),
      workers: z.array(machine),
    }),
    kubernetes,
    etcd: z.object({ credential }),
    /** The authority of the kubelets' serving certificates. */
    kubelets: z.object({ authorityPem: z.string() }),
    /** What no server shows: the authorities' and the operators' certificates, as the ledger has them. */
    certificates: z.array(z.object({ name: z.string(), notBefore: z.string(), notAfter: z.string() })),
    /** The image of the probe pods, into which the machine's own programs are mounted. */
    probeImage: z.string(),
  }),
  /** Waits until a stage of bootkube is done, and until what it has seeded for this version of the release is there. */
  bootkube: z.object({
    kubernetes,
    bootstrap: bootstrapMachine,
    until: z.string(),
    version: z.string(),
    budgets,
  }),
  /** Waits until the operators have made a machine a control plane, and decides on its requests; its delete is the leave. */
  openshiftControlPlane: z.object({
    node: namedMachine,
    /** The machine on which the cluster begins; left out where the cluster stands already. */
    bootstrap: bootstrapMachine.optional(),
    kubernetes,
    etcd,
    budgets,
  }),
  /** Waits until a control plane is whole again, as far as the cluster needs it; while it bootstraps, it needs none. */
  openshiftSettled: z.object({ node: machine, kubernetes, etcd, budgets }),
  /** Waits until nothing needs the bootstrap machine any more. */
  openshiftPivot: z.object({
    bootstrap: bootstrapMachine,
    controlPlanes: z.array(machine).min(1),
    kubernetes,
    etcd,
    budgets,
  }),
  /** Waits until a machine is a worker, and decides on its requests; its delete drains and deletes the node. */
  openshiftWorker: z.object({ node: namedMachine, kubernetes, budgets }),
  /**
   * Turns a cluster that began in place and has several control planes by now into a highly available one, where its
   * release can; refuses to make it one of fewer.
   */
  openshiftTopology: z.object({ controlPlanes: z.array(machine).min(1), kubernetes, etcd, budgets }),
  /** Waits until the cluster has converged; the command `status` takes the same. */
  openshiftVerify: z.object({
    plan: z.object({ controlPlanes: z.array(namedMachine).min(1), workers: z.array(namedMachine) }),
    /** How many cluster operators there are at least: a list that is still empty would be taken for one that is done. */
    minimumOperators: z.int().min(1),
    kubernetes,
    budgets,
  }),
  /** Runs an application in the cluster that has converged, asks for it, and removes it. */
  openshiftSmoke: z.object({
    plan: z.object({
      families,
      payload: z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("image") }),
        z.object({ kind: z.literal("folder"), image: z.string() }),
      ]),
      /** How many machines of each kind are nodes. */
      nodes: z.object({ controlPlanes: z.int().min(1), workers: z.int().min(0) }),
      appsDomain: z.string(),
      /** Where the load balancer passes applications' connections on. */
      ingress: endpoint,
    }),
    kubernetes,
    budgets,
  }),
  /** Waits until a MicroShift that was started for the first time is ready, for as many minutes as that may take. */
  microshiftReady: z.object({
    kubernetes,
    node: z.object({ name: z.string() }),
    workloads: z.array(workload).min(1).readonly(),
    minutes: z.int().min(1),
  }),
  /** Removes the member of etcd that an interrupted `microshift add-node` has left and that never started. */
  microshiftUnstarted: z.object({ node: machine, kubernetes, etcd: members }),
  /** Waits until a machine on which `microshift add-node` has run is a whole part of the cluster; its delete is the leave. */
  microshiftJoin: z.object({
    node: machine.extend({ role: z.enum(["controlPlane", "worker"]) }),
    joinAs: z.enum(["voter", "learner"]),
    kubernetes,
    etcd: members,
  }),
  /** Waits until the API answers at the address that control planes share; `kubernetes` is at that address. */
  microshiftAddress: z.object({
    kubernetes,
    controlPlanes: z.array(machine).min(1),
    usableFrom: z.int().min(1),
  }),
  /** Waits until a MicroShift cluster is healthy; the command `status` takes the same. */
  microshiftVerify: z.object({
    plan: z.object({
      controlPlanes: z.array(machine).min(1),
      workers: z.array(machine),
      /** Null where the cluster is not highly available. */
      virtualAddress: z.string().nullable(),
      /** What Services of type LoadBalancer are given; left out: what the cluster itself says. */
      loadBalancerRange: z.object({ first: z.string(), last: z.string() }).optional(),
    }),
    workloads: z.array(workload).min(1).readonly(),
    kubernetes,
    /** Null where etcd listens on its own machine's loopback alone. */
    etcd: members.nullable(),
  }),
} as const;

/** The name of a gate, the first argument of the gate program. */
export type GateName = keyof typeof inputs;

/** What a component writes to a gate's stdin, as JSON. */
export type GateInput<G extends GateName> = z.input<(typeof inputs)[G]>;
