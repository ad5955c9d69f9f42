import type { Network } from "./network";

/** What a machine is for. */
export type Role = "loadBalancer" | "bootstrap" | "controlPlane" | "worker";

/** A machine of the cluster, whatever platform it runs on. */
export interface Machine {
  /** Host name, node name and etcd member name in one. */
  readonly name: string;
  readonly role: Role;
  readonly address: string;
  readonly mac: string;
  /** The name under the cluster's domain, for example master-0.dev.hardway.internal. */
  readonly fqdn: string;
  /** Another number is another machine under the same name. */
  readonly generation: number;
}

/** The machine on which the control plane starts before the first control plane machine has joined. */
export interface BootstrapMachine extends Machine {
  readonly role: "bootstrap";
}

/** A machine that becomes a Kubernetes node. */
export interface NodeMachine extends Machine {
  readonly role: "controlPlane" | "worker";
  /** The pods of this node have addresses of this network and of no other. */
  readonly podNetwork: Network;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
}

/** A node taint that the kubelet registers its node with. */
export interface Taint {
  readonly key: string;
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

/** The machine networks' addresses that are no machine's. */
export interface ClusterNetworks {
  readonly machine: Network & { readonly gateway: string };
  readonly pod: Network;
  readonly service: Network & {
    /** The address of the Service default/kubernetes. */
    readonly apiServer: string;
    /** The address of the Service kube-system/kube-dns. */
    readonly dns: string;
  };
}

/** Where clients reach the Kubernetes API. */
export interface ApiEndpoint {
  /** The address of the load balancer. */
  readonly address: string;
  readonly fqdn: string;
  readonly port: number;
  /** The loopback port of the host from which connections are forwarded to the load balancer. */
  readonly forwardedPort: number;
  /** Further names and addresses that the API certificates must cover. */
  readonly extraSans: readonly string[];
  /** Further flags of the API servers, none of which the program sets itself. */
  readonly flags: Readonly<Record<string, string | number | boolean>>;
}

/** How long the certificates of the cluster are valid, in days. */
export interface Validity {
  readonly authority: number;
  readonly leaf: number;
  readonly admin: number;
}

/** Everything that the other layers need to know of the cluster; made by `plan` and never changed. */
export interface ClusterPlan {
  /** The stack's name, which marks what the cluster owns on its host. */
  readonly stack: string;
  readonly clusterName: string;
  /** The DNS domain of the machines and of the API, for example dev.hardway.internal. */
  readonly domain: string;
  /** The DNS domain of Services, for example cluster.local. */
  readonly serviceDomain: string;
  readonly distribution: "kubernetes";
  readonly topology: "ha";
  readonly platform: "podman";
  readonly networks: ClusterNetworks;
  readonly api: ApiEndpoint;
  readonly validity: Validity;
  /** Further settings of the nodes' kubelets, none of which the program sets itself. */
  readonly kubeletSettings: Readonly<Record<string, unknown>>;
  /** How long a connection through the load balancer may be silent before it is a tunnel, in seconds. */
  readonly loadBalancerIdleSeconds: number;
  readonly loadBalancers: readonly Machine[];
  readonly bootstrap: BootstrapMachine;
  /** In the order in which they join. */
  readonly controlPlanes: readonly NodeMachine[];
  readonly workers: readonly NodeMachine[];
}

/** All machines, in the order in which they are described to the user. */
export function machinesOf(plan: ClusterPlan): readonly Machine[] {
  return [...plan.loadBalancers, plan.bootstrap, ...plan.controlPlanes, ...plan.workers];
}

/** The machines that become nodes. */
export function nodesOf(plan: ClusterPlan): readonly NodeMachine[] {
  return [...plan.controlPlanes, ...plan.workers];
}

/** The machines that ever run an etcd member and an API server. */
export function controlPlaneHostsOf(plan: ClusterPlan): readonly Machine[] {
  return [plan.bootstrap, ...plan.controlPlanes];
}
