import type { ConfigValues } from "./config-schema";
import { addressFamilies } from "./families";
import { microshiftKeys } from "./microshift/config-keys";
import { openshiftKeys } from "./openshift/config-keys";
import { stageNames } from "./stages";

/** What a user is told when the value of a key is refused. */
export interface KeyHelp {
  /** What is asked for, as a sentence without its subject. */
  readonly must: string;
  readonly why: string;
  /** A command that sets a value which is accepted. */
  readonly remedy: string;
  /** The value by which `Pulumi.yaml` says that the key is left out; its schema has no optional keys. */
  readonly leftOut?: "" | 0;
  /** Whether a value may hold something secret, so that no error shows it. */
  readonly isHidden?: true;
}

type Fixed<T> = string extends keyof T ? never : keyof T & string;

/** `K` for plain values, `K` and `K.child` for values with keys of their own. */
type Paths<T> = {
  [K in keyof T & string]: NonNullable<T[K]> extends string | number | readonly unknown[]
    ? K
    : K | `${K}.${Fixed<NonNullable<T[K]>>}`;
}[keyof T & string];

/** The key of virtual machines goes one level deeper, by kind. */
type MachinePaths = `libvirt.machines.${Fixed<NonNullable<ConfigValues["libvirt"]>["machines"]>}`;

/** A key of the configuration, as a user types it: `workers`, `hostNumbers.worker`. */
export type ConfigKey = Paths<ConfigValues> | MachinePaths;

const network =
  "must be an IPv4 network such as 10.90.0.0/24, its host bits clear, of addresses that hosts can have";
const network6 =
  "must be an IPv6 network such as fd90::/64, its host bits clear, of addresses that hosts can have";
const hostNumber = {
  must: "must be a whole number from 1 to 254",
  why: "it is the number of the first such machine in machineNetwork",
};
const size = {
  must: "must be an object with the keys memory (MiB, from 256), cpus (from 1) and disk (GiB, from 10), each of which may be left out",
  why: "it is what a virtual machine of this kind has",
};
const days = {
  must: "must be a whole number of days from 1 to 36500",
  why: "a certificate ends that many days after its period began",
};

/** Every key of the configuration schema; the compiler refuses a key without its entry. */
export const configKeys: Readonly<Record<ConfigKey, KeyHelp>> = {
  distribution: {
    must: "must be kubernetes, okd, ocp or microshift",
    why: "each distribution has manifests and a boot sequence of its own",
    remedy: "pulumi config set distribution kubernetes",
  },
  topology: {
    must: "must be ha, external-etcd, sno-plus or single",
    why: "each topology is a set of machines with an order of boot",
    remedy: "pulumi config set topology ha",
  },
  platform: {
    must: "must be podman, libvirt or ssh",
    why: "a machine is a system container, a virtual machine, or for microshift a host that is there already",
    remedy: "pulumi config set platform podman",
  },
  libvirt: {
    must: "must be an object with the keys uri, hypervisors, bridge, placement, domainType, poolFolder, loadBalancer, image and machines, each of which may be left out",
    why: "it says how the virtual machines of platform libvirt are made",
    remedy: "pulumi config set --path libvirt.uri qemu:///system",
  },
  "libvirt.uri": {
    must: "must be a libvirt URI of the QEMU driver, such as qemu:///system or qemu+ssh://root@host/system",
    why: "it is how the libvirt daemon of the hypervisor is reached",
    remedy: "pulumi config set --path libvirt.uri qemu:///system",
  },
  "libvirt.hypervisors": {
    must: "must give libvirt URIs of the QEMU driver by name, each name a DNS label of at most 20 characters",
    why: "machines are spread over these hypervisors",
    remedy: "pulumi config rm --path libvirt.hypervisors, which leaves the one of libvirt.uri",
  },
  "libvirt.bridge": {
    must: "must be the name of a network bridge: at most 15 letters, digits, hyphens, underscores and dots, a letter first",
    why: "machines are on this bridge of each hypervisor, which is in machineNetwork; without it they have a network behind NAT",
    remedy: "pulumi config set --path libvirt.bridge br0",
  },
  "libvirt.placement": {
    must: "must give the name of a hypervisor by machine name",
    why: "those machines are made there; the others are spread by the program",
    remedy: "pulumi config rm --path libvirt.placement, which leaves it to the program",
  },
  "libvirt.domainType": {
    must: "must be kvm or qemu",
    why: "a virtual machine runs on the processor itself, or is emulated, which takes no KVM and is some ten times slower",
    remedy: "pulumi config set --path libvirt.domainType kvm",
  },
  "libvirt.poolFolder": {
    must: "must be an absolute path of letters, digits, hyphens, underscores and dots",
    why: "the machines' disks lie in a folder under it on the hypervisor",
    remedy: "pulumi config set --path libvirt.poolFolder /var/lib/libvirt/hardway",
  },
  "libvirt.loadBalancer": {
    must: "must be machines or host",
    why: "connections to the API go through machines of their own, or through HAProxy on the hypervisor",
    remedy: "pulumi config set --path libvirt.loadBalancer machines",
  },
  "libvirt.image": {
    must: "must be an object with the keys url (http or https), sha256 and, for a compressed image, uncompressedSha256; both sums in 64 hexadecimal digits, a-f in lower case",
    why: "it is the image that machines boot from; where it is left out, one is made here",
    remedy: "pulumi config rm --path libvirt.image, which has one made here",
  },
  "libvirt.machines": {
    must: "must be an object with the keys etcd, loadBalancer, bootstrap, controlPlane and worker, each of which may be left out",
    why: "it says what the virtual machines of each kind have",
    remedy: "pulumi config set --path libvirt.machines.worker.memory 4096",
  },
  "libvirt.machines.etcd": { ...size, remedy: "pulumi config set --path libvirt.machines.etcd.memory 1024" },
  "libvirt.machines.loadBalancer": {
    ...size,
    remedy: "pulumi config set --path libvirt.machines.loadBalancer.memory 512",
  },
  "libvirt.machines.bootstrap": {
    ...size,
    remedy: "pulumi config set --path libvirt.machines.bootstrap.memory 2048",
  },
  "libvirt.machines.controlPlane": {
    ...size,
    remedy: "pulumi config set --path libvirt.machines.controlPlane.memory 4096",
  },
  "libvirt.machines.worker": { ...size, remedy: "pulumi config set --path libvirt.machines.worker.cpus 4" },
  ...openshiftKeys,
  ...microshiftKeys,
  clusterName: {
    must: "must be a DNS label of at most 20 characters: a-z, 0-9 and hyphens, a letter first, no hyphen last",
    why: "machines are called by it in DNS and in certificates; where it is not set it is the stack's name",
    remedy: "pulumi config set clusterName dev",
    leftOut: "",
  },
  baseDomain: {
    must: "must be a DNS domain in lower case of at most 120 characters",
    why: "the names of machines and of the API stand under it, in DNS and in certificates",
    remedy: "pulumi config set baseDomain hardway.internal",
  },
  addressFamily: {
    must: `must be ${addressFamilies.join(" or ")}`,
    why: "machines, pods and Services all have addresses of it; dual is both, and prefers IPv4",
    remedy: "pulumi config set addressFamily ipv4",
  },
  machineNetwork: {
    must: network,
    why: "every machine has a fixed address of it",
    remedy: "pulumi config set machineNetwork 10.90.0.0/24",
  },
  podNetwork: {
    must: network,
    why: `every node gives its pods addresses of a part of it`,
    remedy: "pulumi config set podNetwork 10.244.0.0/16",
    leftOut: "",
  },
  serviceNetwork: {
    must: network,
    why: "every Service has an address of it",
    remedy: "pulumi config set serviceNetwork 10.96.0.0/16",
    leftOut: "",
  },
  ipv6Networks: {
    must: "must be an object with the keys machine, pod and service, each of which may be left out",
    why: "it gives the networks of the address families ipv6 and dual",
    remedy: "pulumi config set --path ipv6Networks.machine fd90::/64",
  },
  "ipv6Networks.machine": {
    must: network6,
    why: "every machine has a fixed address of it",
    remedy: "pulumi config set --path ipv6Networks.machine fd90::/64",
  },
  "ipv6Networks.pod": {
    must: network6,
    why: "every node gives its pods addresses of a part of it",
    remedy: "pulumi config set --path ipv6Networks.pod fd42::/48",
  },
  "ipv6Networks.service": {
    must: network6,
    why: "every Service has an address of it",
    remedy: "pulumi config set --path ipv6Networks.service fd96::/108",
  },
  apiAddress: {
    must: "must be an address such as 10.90.0.5, or fd90::5 where the address family is ipv6",
    why: "clients of the API dial it; one load balancer has it as its own address, several share it",
    remedy: "pulumi config rm apiAddress, which leaves it to hostNumbers",
    leftOut: "",
  },
  forwardedPort: {
    must: "must be a port from 1024 to 65535",
    why: "it is opened on the host's loopback address without any privilege",
    remedy: "pulumi config rm forwardedPort, which makes one from the stack's name",
    leftOut: 0,
  },
  etcdMembers: {
    must: "must be an odd whole number from 3 to 9",
    why: "each is a machine of topology external-etcd, and every write waits for more than half of them",
    remedy: "pulumi config set etcdMembers 3",
    leftOut: 0,
  },
  loadBalancers: {
    must: "must be a whole number from 1 to 9",
    why: "each is a machine; several share the API's address, so that any of them but one may be lost",
    remedy: "pulumi config set loadBalancers 2",
    leftOut: 0,
  },
  controlPlanes: {
    must: "must be a whole number from 1 to 9, an odd one where etcd runs beside the API servers",
    why: "each control plane but those of topology external-etcd has an etcd member, and every write waits for more than half of them",
    remedy: "pulumi config set controlPlanes 3",
  },
  workers: {
    must: "must be a whole number from 0 to 100",
    why: "each worker is a machine of this one host",
    remedy: "pulumi config set workers 2",
  },
  hostNumbers: {
    must: "must be an object with the keys virtualAddress, etcd, loadBalancer, bootstrap, controlPlane and worker, each of which may be left out",
    why: "it gives the number in machineNetwork of the first machine of each kind, and of the address that several machines share",
    remedy: "pulumi config set --path hostNumbers.worker 21",
  },
  "hostNumbers.virtualAddress": {
    must: hostNumber.must,
    why: "it is the number in machineNetwork of the API's address where several load balancers, or the control planes, share it",
    remedy: "pulumi config set --path hostNumbers.virtualAddress 200",
  },
  "hostNumbers.etcd": { ...hostNumber, remedy: "pulumi config set --path hostNumbers.etcd 193" },
  "hostNumbers.loadBalancer": {
    ...hostNumber,
    remedy: "pulumi config set --path hostNumbers.loadBalancer 5",
  },
  "hostNumbers.bootstrap": { ...hostNumber, remedy: "pulumi config set --path hostNumbers.bootstrap 10" },
  "hostNumbers.controlPlane": {
    ...hostNumber,
    remedy: "pulumi config set --path hostNumbers.controlPlane 11",
  },
  "hostNumbers.worker": { ...hostNumber, remedy: "pulumi config set --path hostNumbers.worker 21" },
  nodeLabels: {
    must: "must give labels by node name, each label a key and a text that Kubernetes takes as a label's",
    why: "a key's name and a value have at most 63 characters of A-Z, a-z, 0-9, '-', '_' and '.', a letter or digit at both ends; a DNS name and a slash may stand before a key's name",
    remedy: "pulumi config set --path nodeLabels.worker-0.zone a",
  },
  extraApiSans: {
    must: "must be a list of DNS names in lower case and IPv4 addresses",
    why: "each of them is written into the certificates of the API servers",
    remedy: "pulumi config set --path 'extraApiSans[0]' api.example.com",
  },
  certificateDays: {
    must: "must be an object with the keys authority, leaf and admin, each of which may be left out",
    why: "it says how long certificates are valid",
    remedy: "pulumi config set --path certificateDays.leaf 365",
  },
  "certificateDays.authority": { ...days, remedy: "pulumi config set --path certificateDays.authority 3650" },
  "certificateDays.leaf": { ...days, remedy: "pulumi config set --path certificateDays.leaf 365" },
  "certificateDays.admin": { ...days, remedy: "pulumi config set --path certificateDays.admin 30" },
  apiServerFlags: {
    must: "must be an object of kube-apiserver's flags, named as its reference has them, with texts, numbers or true and false",
    why: "each is handed to every API server, which is started anew for it, one machine after the other",
    remedy: "pulumi config set --path apiServerFlags.event-ttl 2h",
  },
  kubeletSettings: {
    must: "must be an object of settings as the KubeletConfiguration v1beta1 has them",
    why: "each is written into the configuration of every node's kubelet, which is started anew for it",
    remedy: "pulumi config set --path kubeletSettings.maxPods 200",
  },
  virtualRouterId: {
    must: "must be a whole number from 1 to 255",
    why: "it tells the virtual routers of one network apart (VRRP)",
    remedy: "pulumi config rm virtualRouterId, which makes one from the cluster's domain",
    leftOut: 0,
  },
  foreignVirtualRouterIds: {
    must: "must be a list of whole numbers from 1 to 255",
    why: "they are the virtual routers that the machines' network has already, of which the cluster's own must be none",
    remedy: "pulumi config set --path 'foreignVirtualRouterIds[0]' 51",
  },
  loadBalancerIdleSeconds: {
    must: "must be a whole number of seconds from 5 to 3600",
    why: "the load balancer closes a connection on which nothing was said for that long before it became a tunnel",
    remedy: "pulumi config set loadBalancerIdleSeconds 30",
  },
  machineGenerations: {
    must: "must give a whole number from 1 to 1000000 by machine name",
    why: "another number is another machine: the present one leaves and is deleted, and a new one joins",
    remedy: "pulumi config set --path machineGenerations.master-0 2",
  },
  replaceNetwork: {
    must: "must be a text, the network that an up has refused to make",
    why: "it asks for the cluster's network to be replaced by just that one while machines run, which makes all of them anew",
    remedy: "pulumi config rm replaceNetwork, which keeps the network",
    leftOut: "",
  },
  until: {
    must: `must be one of ${stageNames.join(", ")}`,
    why: "it names the stage after which the program stops, so that one can look at what stands up to there",
    remedy: "pulumi config rm until, which stands up the whole cluster",
    leftOut: "",
  },
  clock: {
    must: "must be a time in UTC as ISO 8601 has it, such as 2026-11-24T12:00:00Z",
    why: "keys are dated by it and certificates renewed by it, where the machine's clock shall not count",
    remedy: "pulumi config rm clock, which leaves it to the machine's clock",
    leftOut: "",
  },
};

/** The keys right under a key, or all of the first level where `parent` is empty. */
export function keysUnder(parent: string): readonly string[] {
  const prefix = parent === "" ? "" : `${parent}.`;
  return Object.keys(configKeys)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
    .filter((key) => !key.includes("."));
}
