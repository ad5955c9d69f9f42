/** Files of a machine that are collected, whatever state the machine is in. */
interface Folder {
  readonly path: string;
  /** How much of each file's end is taken, in bytes. */
  readonly limit: number;
  readonly why: string;
}

const kibibyte = 1024;

/** Where OpenShift's bootstrap machine has a folder for each stage with what is known of it. */
export const stageRecords = "/opt/openshift/stages";

const microshiftFolder = "/etc/microshift";
/** What MicroShift's add-node said, where components/microshift/shell/join.sh has it written. */
const joinLog = "/var/log/add-node.log";

export const folders: readonly Folder[] = [
  { path: "/etc/kubernetes", limit: 256 * kibibyte, why: "what the machine was given, keys taken out" },
  {
    path: "/etc/haproxy",
    limit: 256 * kibibyte,
    why: "the load balancer's servers and its patience with them",
  },
  {
    path: "/etc/keepalived",
    limit: 64 * kibibyte,
    why: "who may hold the shared address, its password taken out",
  },
  { path: "/etc/etcd", limit: 64 * kibibyte, why: "what a machine of etcd's own was given, keys taken out" },
  { path: "/etc/systemd/system", limit: 64 * kibibyte, why: "the units that the machine was given" },
  { path: "/etc/containerd", limit: 64 * kibibyte, why: "how containers are run" },
  { path: "/etc/cni/net.d", limit: 64 * kibibyte, why: "the pods' network" },
  { path: "/etc/hardway", limit: 64 * kibibyte, why: "which version of its files the machine has taken up" },
  {
    path: stageRecords,
    limit: 4 * kibibyte,
    why: "how far OpenShift's bootstrap machine is, and what stands in the way of each stage",
  },
  { path: microshiftFolder, limit: 64 * kibibyte, why: "how MicroShift was configured, and what it applies" },
  { path: joinLog, limit: 64 * kibibyte, why: "why a node of MicroShift did not join" },
  { path: "/var/log/pods", limit: 256 * kibibyte, why: "what the static pods and all others said" },
];

/** The units whose journals are collected, each with its last lines. */
export const units = [
  { unit: "kubelet.service", lines: 3000, why: "registers the node, starts the static pods" },
  { unit: "containerd.service", lines: 1000, why: "why a container does not start" },
  {
    unit: "etcd-membership.service",
    lines: 1000,
    why: "what a control plane waits for before its etcd starts",
  },
  { unit: "node-network.service", lines: 500, why: "the routes to the pods of other nodes" },
  { unit: "kubelet-certified.service", lines: 100, why: "whether the kubelet was started anew" },
  { unit: "bootstrap-pivot.service", lines: 500, why: "how far the bootstrap machine has come in its leave" },
  {
    unit: "etcd.service",
    lines: 2000,
    why: "what a member on a machine of its own waits for, and why it ends",
  },
  { unit: "control-plane-start.service", lines: 100, why: "whether a member of etcd answered" },
  {
    unit: "keepalived.service",
    lines: 1000,
    why: "which load balancer held the shared address, and why it gave it away",
  },
  { unit: "release-image.service", lines: 500, why: "why the release of OpenShift is not taken in" },
  { unit: "node-image-pull.service", lines: 500, why: "whence CoreOS gets the release's own programs" },
  { unit: "node-image-overlay.service", lines: 200, why: "whether they were put over the machine's own" },
  {
    unit: "bootkube.service",
    lines: 2000,
    why: "how far OpenShift's bootstrap is, and why it goes no further",
  },
  { unit: "crio.service", lines: 1000, why: "why a container of CoreOS does not start" },
  { unit: "microshift.service", lines: 3000, why: "all of MicroShift's control plane and its kubelet" },
  { unit: "microshift-ovs-init.service", lines: 200, why: "whether the node has the bridge br-ex" },
  { unit: "haproxy.service", lines: 2000, why: "which API servers the load balancer sent requests to" },
] as const;

/** How many of the last lines of the whole journal are taken. */
const journalLines = 2000;

/** By which journalctl prints for a reader of files. */
export const journalctl = ["journalctl", "--no-pager", "--output=short-iso-precise", "--quiet"];

/** What is asked of a machine's journal, each a file of the archive. */
export const journalLooks: readonly { readonly file: string; readonly options: readonly string[] }[] = [
  { file: "journal/all.txt", options: [`--lines=${journalLines}`] },
  ...units.map(({ unit, lines }) => ({
    file: `journal/${unit}.txt`,
    options: [`--lines=${lines}`, `--unit=${unit}`],
  })),
];

/** A program that is run in a machine, or on the host. */
interface Look {
  readonly file: string;
  readonly command: readonly string[];
  readonly why: string;
  /** The file, of a machine or of the host, without which there is nothing to look at. */
  readonly needs?: string;
}

/** How a machine with a member of etcd asks it: by a credential of its own, so that no further one is handed out. */
interface EtcdClient {
  /** A file that only machines with such a member have. */
  readonly needs: string;
  readonly authority: string;
  /** The paths of the certificate and the key without what they end with. */
  readonly pair: string;
}

const besideApiServer: EtcdClient = {
  needs: "/etc/kubernetes/etcd/server.crt",
  authority: "/etc/kubernetes/kube-apiserver/etcd-ca.crt",
  pair: "/etc/kubernetes/kube-apiserver/etcd-client",
};
const onItsOwnMachine: EtcdClient = {
  needs: "/etc/etcd/server.crt",
  authority: "/etc/etcd/ca.crt",
  pair: "/etc/etcd/server",
};
const insideMicroshift: EtcdClient = {
  needs: "/var/lib/microshift/certs/etcd-signer/ca.crt",
  authority: "/var/lib/microshift/certs/etcd-signer/ca.crt",
  pair: "/var/lib/microshift/certs/etcd-signer/apiserver-etcd-client/client",
};

const askingEtcd = [
  { file: "etcd/members.txt", words: ["member", "list"], why: "who is a member, who a learner" },
  {
    file: "etcd/status.txt",
    words: ["endpoint", "status", "--cluster"],
    why: "who leads, how far each member's log is, alarms",
  },
  {
    file: "etcd/health.txt",
    words: ["endpoint", "health", "--cluster"],
    why: "whether each member can commit",
  },
] as const;

function etcdLooks({ needs, authority, pair }: EtcdClient): readonly Look[] {
  const etcdctl = [
    "etcdctl",
    "--endpoints=https://127.0.0.1:2379",
    `--cacert=${authority}`,
    `--cert=${pair}.crt`,
    `--key=${pair}.key`,
    "--dial-timeout=2s",
    "--command-timeout=4s",
  ];
  return askingEtcd.map(({ file, words, why }) => ({
    file,
    command: [...etcdctl, ...words, "--write-out=table"],
    needs,
    why,
  }));
}

export const looksInMachine: readonly Look[] = [
  ...[besideApiServer, onItsOwnMachine, insideMicroshift].flatMap(etcdLooks),
  {
    file: "containers.txt",
    command: ["ctr", "--namespace", "k8s.io", "tasks", "list"],
    needs: "/run/containerd/containerd.sock",
    why: "which containers run",
  },
  {
    file: "units.txt",
    command: ["systemctl", "--no-pager", "--all", "list-units", "--type=service"],
    why: "which units run, wait or failed",
  },
  {
    file: "processes.txt",
    command: ["ps", "axo", "pid,ppid,stat,etime,rss,args"],
    why: "what runs, and in which state",
  },
  { file: "addresses.txt", command: ["ip", "address"], why: "the machine's addresses" },
  { file: "routes.txt", command: ["ip", "route"], why: "the routes to the pods of other nodes" },
  { file: "routes-ipv6.txt", command: ["ip", "-6", "route"], why: "the same of IPv6" },
  {
    file: "listening.txt",
    command: ["ss", "--listening", "--tcp", "--numeric"],
    why: "which ports are served",
  },
  { file: "disks.txt", command: ["df", "--human-readable"], why: "full disks" },
  { file: "memory.txt", command: ["free", "--mebi"], why: "memory" },
  { file: "clock.txt", command: ["date", "--iso-8601=ns"], why: "the machine's clock" },
];

/** The load balancer of a cluster whose hypervisor is one, where this host is the hypervisor. */
function loadBalancerLooks(instance: string): readonly Look[] {
  const unit = `${instance}-load-balancer.service`;
  const needs = `/etc/systemd/system/${unit}`;
  return [
    {
      file: `host/journal/${unit}.txt`,
      command: [...journalctl, "--lines=2000", `--unit=${unit}`],
      needs,
      why: "which API servers the load balancer sent requests to",
    },
    {
      file: "host/haproxy.cfg",
      command: ["cat", `/etc/hardway/${instance.slice("hardway-".length)}/haproxy.cfg`],
      needs,
      why: "the load balancer's servers and its patience with them",
    },
  ];
}

/** What is looked at on the host of an instance. */
export function looksOnHost(instance: string): readonly Look[] {
  return [
    {
      file: "host/machines.txt",
      command: ["podman", "ps", "--all", "--filter", `label=hardway.instance=${instance}`],
      why: "which machines there are, and since when",
    },
    {
      file: "host/addresses.txt",
      command: ["ip", "-netns", instance, "address"],
      why: "the cluster's bridge",
    },
    { file: "host/routes.txt", command: ["ip", "-netns", instance, "route"], why: "its routes" },
    {
      file: "host/routes-ipv6.txt",
      command: ["ip", "-6", "-netns", instance, "route"],
      why: "the same of IPv6",
    },
    ...loadBalancerLooks(instance),
    { file: "host/disks.txt", command: ["df", "--human-readable"], why: "full disks" },
    { file: "host/memory.txt", command: ["free", "--mebi"], why: "memory" },
    {
      file: "host/load.txt",
      command: ["uptime"],
      why: "a host that is too busy looks like a broken cluster",
    },
    { file: "host/clock.txt", command: ["date", "--iso-8601=ns"], why: "the host's clock, to compare" },
  ];
}
