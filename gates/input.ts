import { z } from "zod";

/** A client certificate with its key and the authority of the servers that it is shown to; all PEM. */
const credential = z.object({ certificatePem: z.string(), keyPem: z.string(), authorityPem: z.string() });

/** The Kubernetes API behind the load balancer, as the cluster's provisioner. */
const kubernetes = z.object({ url: z.url(), credential });

/** A machine by its name and address. */
const machine = z.object({ name: z.string(), address: z.string() });

/** How etcd is reached: the bootstrap machine first, and what the API lists as control planes later. */
const etcd = z.object({ bootstrapAddress: z.string(), credential });

const labels = z.record(z.string(), z.string());

/**
 * The input of each gate: what it needs and no more, so that a change of the plan elsewhere does not change
 * it. It comes as one JSON document on stdin and is secret as a whole.
 */
export const inputs = {
  /** Waits until the API answers through the load balancer. */
  api: z.object({ first: machine, kubernetes }),
  /** Makes a machine of etcd's own a member; its delete is the leave. */
  member: z.object({ machine, etcd: z.object({ addresses: z.array(z.string()).min(1), credential }) }),
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
      families: z.array(z.enum(["ipv4", "ipv6"])).min(1),
      api: z.object({ address: z.string(), port: z.int() }),
      /** The machines that run a member of etcd: the control planes, or those of etcd's own. */
      etcdMembers: z.array(machine).min(1),
      loadBalancers: z.array(machine).min(1),
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
} as const;

/** The name of a gate, the first argument of the gate program. */
export type GateName = keyof typeof inputs;

/** What a component writes to a gate's stdin, as JSON. */
export type GateInput<G extends GateName> = z.input<(typeof inputs)[G]>;
