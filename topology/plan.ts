import type { LibvirtPlan } from "./libvirt";
import type { Pace } from "./pace";
import type { Family, Network, PerFamily } from "./network";
import type { OpenshiftPlan } from "./openshift/plan";
import type { StageName } from "./stages";

/** What a machine is for. */
export type Role = "etcd" | "loadBalancer" | "bootstrap" | "controlPlane" | "worker";

/** How the machines share the work; see `Pulumi.yaml`. */
export type Topology = "ha" | "external-etcd" | "sno-plus";

/** What is stood up: upstream, or one of the two that are made from a release image. */
export type Distribution = "kubernetes" | "okd" | "ocp";

/** What machines are: system containers or virtual machines. */
export type Platform = "podman" | "libvirt";

/** A machine of the cluster, whatever platform it runs on. */
export interface Machine {
  /** Host name, node name and etcd member name in one. */
  readonly name: string;
  readonly role: Role;
  /** The address that the cluster calls the machine by: the first of its addresses. */
  readonly address: string;
  readonly addresses: PerFamily<string>;
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
  /** The pods of this node have addresses of these networks and of no others. */
  readonly podNetworks: PerFamily<Network>;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
}

/** A node taint that the kubelet registers its node with. */
export interface Taint {
  readonly key: string;
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

/** The network of the machines, with its first host address, which is no machine's. */
export type MachineNetwork = Network & { readonly gateway: string };

/** The network of the Services, with the addresses of those that others must know beforehand. */
export interface ServiceNetwork extends Network {
  /** The address of the Service default/kubernetes, which has the one of the preferred family alone. */
  readonly apiServer: string;
  /** The address of the Service kube-system/kube-dns. */
  readonly dns: string;
}

/** The networks of the cluster, each with one for every family. */
export interface ClusterNetworks {
  readonly machine: PerFamily<MachineNetwork>;
  readonly pod: PerFamily<Network>;
  readonly service: PerFamily<ServiceNetwork>;
}

/** By which several machines share one address (VRRP, RFC 5798, section 5.2). */
export interface VirtualRouter {
  /** Tells the routers of one network apart, 1 to 255. */
  readonly id: number;
  readonly addresses: PerFamily<string>;
  /** The own addresses of the machines that have a share, those included that a cluster has room to grow by. */
  readonly sharers: readonly string[];
}

/** Where clients reach the Kubernetes API. */
export interface ApiEndpoint {
  /** The address of the load balancer, or the one that several machines share: the first of the API's addresses. */
  readonly address: string;
  readonly addresses: PerFamily<string>;
  readonly fqdn: string;
  readonly port: number;
  /** The loopback port of the host from which connections are forwarded to the API's address. */
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
  readonly distribution: Distribution;
  readonly topology: Topology;
  readonly platform: Platform;
  /** How virtual machines are made; undefined on other platforms. */
  readonly libvirt: LibvirtPlan | undefined;
  /** What OpenShift has besides; undefined for an upstream Kubernetes. */
  readonly openshift: OpenshiftPlan | undefined;
  readonly pace: Pace;
  /** The address families of machines, pods and Services, the preferred one first. */
  readonly families: PerFamily<Family>;
  readonly networks: ClusterNetworks;
  readonly api: ApiEndpoint;
  readonly validity: Validity;
  /** Further settings of the nodes' kubelets, none of which the program sets itself. */
  readonly kubeletSettings: Readonly<Record<string, unknown>>;
  /** The network that may replace the present one while machines run, as the guard of networks words it. */
  readonly replaceNetwork: string | undefined;
  /** The stage after which the program stops; undefined where it stands up the whole cluster. */
  readonly until: StageName | undefined;
  /** How long a connection through the load balancer may be silent before it is a tunnel, in seconds. */
  readonly loadBalancerIdleSeconds: number;
  /** The machines that run etcd and nothing else; none where etcd runs beside the API servers. */
  readonly etcdMachines: readonly Machine[];
  /** None where control planes have the API's address themselves, or the hypervisor does. */
  readonly loadBalancers: readonly Machine[];
  /** Undefined where there is one load balancer, whose own address is the API's. */
  readonly virtualRouter: VirtualRouter | undefined;
  /**
   * Undefined where the first control plane needs none: etcd is there before it, or it founds etcd itself. The first control
   * plane itself, in its first life, where that is another system than the one it becomes (OpenShift in place).
   */
  readonly bootstrap: BootstrapMachine | undefined;
  /** In the order in which they join. */
  readonly controlPlanes: readonly NodeMachine[];
  readonly workers: readonly NodeMachine[];
}

/** All machines, in the order in which they are described to the user. */
export function machinesOf(plan: ClusterPlan): readonly Machine[] {
  return [...plan.etcdMachines, ...plan.loadBalancers, ...bootstrapsOf(plan), ...nodesOf(plan)];
}

/** The machines that become nodes. */
export function nodesOf(plan: ClusterPlan): readonly NodeMachine[] {
  return [...plan.controlPlanes, ...plan.workers];
}

/** The control plane that joins first. */
export function firstControlPlaneOf({
  controlPlanes: [first],
}: Pick<ClusterPlan, "controlPlanes">): NodeMachine {
  if (first === undefined) throw new Error("the schema lets no configuration without control planes pass");
  return first;
}

/** The machines that ever run an API server. */
export function controlPlaneHostsOf(plan: ClusterPlan): readonly Machine[] {
  return [...bootstrapsOf(plan), ...plan.controlPlanes];
}

/** The machines of which one at a time has the API's address, which they share; none where the address is one machine's. */
export function addressSharersOf(plan: ClusterPlan): readonly Machine[] {
  if (plan.virtualRouter === undefined) return [];
  return plan.topology === "sno-plus" ? plan.controlPlanes : plan.loadBalancers;
}

/** The machines that ever run an etcd member. */
export function etcdHostsOf(plan: ClusterPlan): readonly Machine[] {
  return plan.topology === "external-etcd" ? plan.etcdMachines : controlPlaneHostsOf(plan);
}

/** The machines that run an etcd member when the cluster is up. */
export function etcdMembersOf(plan: ClusterPlan): readonly Machine[] {
  return plan.topology === "external-etcd" ? plan.etcdMachines : plan.controlPlanes;
}

/** The bootstrap machine as a list, which is empty where no machine is that alone. */
export function bootstrapsOf({ bootstrap, openshift }: ClusterPlan): readonly BootstrapMachine[] {
  return bootstrap === undefined || openshift?.inPlace !== undefined ? [] : [bootstrap];
}

/** The bootstrap machine of a topology that has one. */
export function bootstrapOf({ bootstrap, topology }: ClusterPlan): BootstrapMachine {
  if (bootstrap === undefined) throw new Error(`the topology ${topology} has no bootstrap machine`);
  return bootstrap;
}
