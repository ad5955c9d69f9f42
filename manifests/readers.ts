/**
 * What makes a machine take up files that changed, in the order in which it is done: what others stand on comes first, as
 * HAProxy does for an API server that reaches etcd through it.
 * The kubelet comes after the static pods, as one that is started anew while they change waits for minutes for the
 * volumes of pods that are gone.
 */
export const effects = [
  "restart systemd-networkd.service",
  "restart node-network.service",
  "restart containerd.service",
  "restart etcd.service",
  "reload haproxy.service",
  "reload keepalived.service",
  "roll static-pods",
  "restart kubelet.service",
  "reload ssh.service",
] as const;

export type Effect = (typeof effects)[number];

/** Who reads the files whose path begins so, and what makes it read them again. */
interface Reader {
  readonly below: string;
  /** `none`: whoever reads them does so when it needs them. */
  readonly effect: Effect | "none";
  readonly why: string;
}

const units = "/etc/systemd/system";

/** Every file that a machine is given has its entry; the first that fits counts. */
const readers: readonly Reader[] = [
  {
    below: "/etc/haproxy/",
    effect: "reload haproxy.service",
    why: "a new process takes over the listening socket, and the old one ends with its connections",
  },
  {
    below: "/etc/keepalived/",
    effect: "reload keepalived.service",
    why: "it takes up its configuration and keeps the address that it holds",
  },
  { below: "/etc/etcd/", effect: "restart etcd.service", why: "it hands its leadership on and starts anew" },
  {
    below: "/etc/kubernetes/kubelet/",
    effect: "restart kubelet.service",
    why: "it reads its configuration at its start; the pods run on meanwhile",
  },
  ...["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"].map((program) => ({
    below: `/etc/kubernetes/${program}/`,
    effect: "roll static-pods" as const,
    why: "the pod's own file changes with what the program reads, and the kubelet starts it anew for that",
  })),
  {
    below: "/etc/kubernetes/static-pods/",
    effect: "roll static-pods",
    why: "the kubelet runs the pods whose files are put into its own directory from here",
  },
  {
    below: "/etc/kubernetes/etcd-membership.env",
    effect: "none",
    why: "it tells a machine that is no member yet whom to ask",
  },
  {
    below: "/etc/kubernetes/node-network.",
    effect: "restart node-network.service",
    why: "settings and routes are made by its start and stay until the next",
  },
  {
    below: "/etc/containerd/",
    effect: "restart containerd.service",
    why: "it reads its configuration at its start; containers run on meanwhile",
  },
  { below: "/etc/cni/net.d/", effect: "none", why: "containerd looks into the directory when it changes" },
  {
    below: "/etc/systemd/network",
    effect: "restart systemd-networkd.service",
    why: "it reads its configuration at its start; the addresses stay meanwhile",
  },
  { below: "/etc/hostname", effect: "none", why: "another name is another machine" },
  { below: "/etc/hosts", effect: "none", why: "it is read at every look-up" },
  { below: "/etc/resolv.conf", effect: "none", why: "it is read at every look-up" },
  { below: "/etc/modules-load.d/", effect: "none", why: "modules are loaded at boot, and stay" },
  {
    below: "/etc/ssh/",
    effect: "reload ssh.service",
    why: "it takes up its configuration for those who come in from then on",
  },
  { below: "/root/.ssh/", effect: "none", why: "it is read whenever somebody comes in" },
  { below: "/etc/hardway/", effect: "none", why: "it tells the next change which files were given before" },
  { below: "/usr/local/bin/", effect: "none", why: "a script is read when its unit starts it" },
  { below: `${units}/etcd.service`, effect: "restart etcd.service", why: "as its certificates" },
  {
    below: `${units}/control-plane-start.service`,
    effect: "none",
    why: "it has done its work; the kubelet runs the pods at every boot",
  },
  { below: `${units}/haproxy.service`, effect: "reload haproxy.service", why: "as its configuration" },
  {
    below: `${units}/containerd.service`,
    effect: "restart containerd.service",
    why: "as its configuration",
  },
  { below: `${units}/kubelet.service`, effect: "restart kubelet.service", why: "as its configuration" },
  {
    below: `${units}/node-network.service`,
    effect: "restart node-network.service",
    why: "as its settings",
  },
  {
    below: `${units}/etcd-membership.service`,
    effect: "none",
    why: "it has done its work; a machine that is a member starts it at its next boot",
  },
  {
    below: `${units}/kubelet-certified.service`,
    effect: "none",
    why: "it has done its work; the kubelet renews its certificate by itself",
  },
  {
    below: `${units}/time-slices.service`,
    effect: "none",
    why: "it has told the kernel at boot, and does so at the next",
  },
];

/** What must be done for changed files to take effect, each once, in order. Throws for a file that nobody is known to read. */
export function effectsOf(paths: readonly string[]): readonly Effect[] {
  return inOrder(
    paths.map((path) => {
      const reader = readerOf(path);
      if (reader === undefined)
        throw new Error(`nobody is known to read ${path}: say in manifests/readers.ts who does`);
      return reader;
    }),
  );
}

/** The same for files that are removed; who read one that an earlier version of the program wrote need not be known. */
export function effectsOfRemoved(paths: readonly string[]): readonly Effect[] {
  return inOrder(paths.map(readerOf).filter((reader) => reader !== undefined));
}

function inOrder(wanted: readonly Reader[]): readonly Effect[] {
  return effects.filter((effect) => wanted.some((reader) => reader.effect === effect));
}

function readerOf(path: string): Reader | undefined {
  return readers.find(({ below }) => path.startsWith(below));
}
