import { socketAddress } from "./network";
import { type ClusterPlan, controlPlaneHostsOf, etcdHostsOf, type Machine, nodesOf } from "./plan";
import { ports } from "./ports";
import { apiServerSans, etcdSans, kubeletSans, type Sans } from "./sans";

/** The URL of the API for everything that is not on a control plane machine itself. */
export function apiUrl(plan: ClusterPlan): string {
  return `https://${socketAddress(plan.api.address, plan.api.port)}`;
}

/** The URL of the API on the machine itself, for the controller manager and the scheduler. */
export const localApiUrl = `https://127.0.0.1:${ports.apiServer}`;

/** The URL of the API through the stack's forwarded loopback port. */
function forwardedApiUrl(plan: ClusterPlan): string {
  return `https://127.0.0.1:${plan.api.forwardedPort}`;
}

/** The URL of the API from the host: of its address where the host is in the machines' network, or else of that port. */
export function hostApiUrl(plan: ClusterPlan): string {
  return plan.platform === "libvirt" ? apiUrl(plan) : forwardedApiUrl(plan);
}

/** The URL of one API server, past the load balancer. */
export function apiServerUrl(machine: Pick<Machine, "address">): string {
  return `https://${socketAddress(machine.address, ports.apiServer)}`;
}

/** The URL at which a member serves etcd clients. */
export function etcdClientUrl(machine: Pick<Machine, "address">): string {
  return `https://${socketAddress(machine.address, ports.etcdClient)}`;
}

/** The URL at which a member serves the other members. */
export function etcdPeerUrl(machine: Pick<Machine, "address">): string {
  return `https://${socketAddress(machine.address, ports.etcdPeer)}`;
}

/** The port of a machine's own loopback at which its API server finds a member of etcd, by the member's place. */
export function guardPortOf(place: number): number {
  return ports.etcdGuards + place;
}

/** The URLs at which the API server of a machine finds etcd: the member beside it, or all members on their machines. */
export function etcdUrlsFor(plan: ClusterPlan): readonly string[] {
  if (plan.topology !== "external-etcd") return [`https://127.0.0.1:${ports.etcdClient}`];
  return plan.etcdMachines.map((_, place) => `https://127.0.0.1:${guardPortOf(place)}`);
}

/** One way in which a client of the cluster dials a server, and the names that the server's certificate has. */
export interface Connection {
  readonly client: string;
  /** The host part of what the client dials. */
  readonly host: string;
  /** What answers; etcd shows its peers another certificate than its clients. */
  readonly server: "kube-apiserver" | "etcd" | "etcd, to peers" | "kubelet";
  readonly machine: Machine;
  readonly sans: Sans;
}

/** Every connection that is verified by name or address; the tests check each against the certificate's names. */
export function connectionsOf(plan: ClusterPlan): readonly Connection[] {
  return [
    ...controlPlaneHostsOf(plan).flatMap((machine) => connectionsToApiServer(plan, machine)),
    ...etcdHostsOf(plan).flatMap(connectionsToEtcd),
    ...nodesOf(plan).map((node) => ({
      client: "kube-apiserver",
      host: node.address,
      server: "kubelet" as const,
      machine: node,
      sans: kubeletSans(node),
    })),
  ];
}

function connectionsToApiServer(plan: ClusterPlan, machine: Machine): readonly Connection[] {
  const apiServer = { server: "kube-apiserver", machine, sans: apiServerSans(plan, machine) } as const;
  return [
    ...plan.api.addresses.map((host) => ({
      client: "kubelet, through the load balancer",
      host,
      ...apiServer,
    })),
    ...plan.loadBalancers.flatMap(({ name, addresses }) =>
      addresses.map((host) => ({ client: `check of the load balancer ${name}`, host, ...apiServer })),
    ),
    { client: "user, by name", host: plan.api.fqdn, ...apiServer },
    { client: "user, through the forwarded port", host: "127.0.0.1", ...apiServer },
    { client: "kube-controller-manager", host: new URL(localApiUrl).hostname, ...apiServer },
    { client: "gate, past the load balancer", host: machine.address, ...apiServer },
    ...plan.networks.service.map((network) => ({
      client: "pod, by address",
      host: network.apiServer,
      ...apiServer,
    })),
    { client: "pod, by name", host: `kubernetes.default.svc.${plan.serviceDomain}`, ...apiServer },
    ...plan.api.extraSans.map((host) => ({ client: "user, by a further name", host, ...apiServer })),
  ];
}

function connectionsToEtcd(machine: Machine): readonly Connection[] {
  const etcd = { server: "etcd", machine, sans: etcdSans(machine) } as const;
  return [
    { client: "kube-apiserver", host: "127.0.0.1", ...etcd },
    { client: "gate", host: machine.address, ...etcd },
    { ...etcd, client: "etcd peer", host: machine.address, server: "etcd, to peers" },
  ];
}
