/** A Debian package inside every machine. */
interface MachinePackage {
  readonly name: string;
  readonly why: string;
}

/** The Debian release that the machines run. */
export const suite = "bookworm";

/** What debootstrap installs beside the essential packages. One image serves all roles. */
export const machinePackages = [
  { name: "systemd", why: "the machine's init: Ignition's units run under it" },
  { name: "systemd-sysv", why: "/sbin/init" },
  { name: "ignition", why: "applies a machine's config at its first boot" },
  { name: "containerd", why: "the container runtime that the kubelet talks to" },
  { name: "runc", why: "runs containerd's containers" },
  { name: "containernetworking-plugins", why: "bridge, host-local and portmap: the pod network by hand" },
  { name: "iproute2", why: "pod routes" },
  { name: "iptables", why: "kube-proxy in its iptables mode" },
  { name: "nftables", why: "kube-proxy in its nftables mode" },
  { name: "conntrack", why: "kube-proxy forgets connections to endpoints that went" },
  { name: "kmod", why: "containerd's unit calls modprobe" },
  { name: "mount", why: "the kubelet mounts volumes" },
  { name: "procps", why: "sysctl, and ps to look inside" },
  { name: "haproxy", why: "the load balancer machine" },
  { name: "keepalived", why: "the virtual address of two load balancers" },
  { name: "curl", why: "keepalived's check; HTTP from a test pod" },
  { name: "socat", why: "HAProxy's runtime socket; a server in a test pod" },
  { name: "iputils-ping", why: "to look inside" },
] as const satisfies readonly MachinePackage[];

/** Folders whose content stays out: the image's /var is copied into each machine's volume. */
export const emptiedFolders = [
  "dev",
  "proc",
  "sys",
  "run",
  "tmp",
  "boot",
  "var/lib/apt",
  "var/lib/dpkg/info",
  "var/cache",
  "var/log",
  "usr/share/doc",
  "usr/share/info",
  "usr/share/lintian",
  "usr/share/locale",
  "usr/share/man",
  "usr/share/perl",
  "usr/share/perl5",
  "usr/share/snmp",
] as const;

/** Single files that stay out. */
export const removedFiles = [
  "etc/hostname",
  "etc/hosts",
  "etc/resolv.conf",
  "usr/bin/containerd-stress",
  "usr/bin/gen-manpages",
  "usr/bin/ignition-validate",
] as const;

/** The CNI plugins that stay; the others would add 30 MB. */
export const keptCniPlugins = ["bridge", "host-local", "loopback", "portmap", "ptp"] as const;

/** Folders that a config writes into or that a pod mounts. */
export const addedFolders = [
  { path: "etc/ignition", mode: 0o700 },
  { path: "etc/kubernetes/manifests", mode: 0o755 },
  { path: "etc/cni/net.d", mode: 0o755 },
  { path: "var/lib/etcd", mode: 0o700 },
] as const;

/** Where the Kubernetes programs lie; pods mount this folder (facts: podman-nodes.md, 3). */
export const programFolder = "opt/k8s/bin";

/** Symbolic links, by path from the machine's root. */
export const addedLinks = [
  { path: "etc/systemd/system/default.target", to: "/lib/systemd/system/multi-user.target" },
  // Debian ships Ignition as a part of an initrd, outside PATH.
  { path: "usr/sbin/ignition", to: "../lib/dracut/modules.d/30ignition/ignition" },
  { path: "usr/bin/kubelet", to: `/${programFolder}/kubelet` },
  { path: "usr/bin/kubectl", to: `/${programFolder}/kubectl` },
  { path: "usr/bin/etcdctl", to: `/${programFolder}/etcdctl` },
] as const;

/** Units that make no sense on a machine which shares the host's kernel and devices. */
export const maskedUnits = [
  { why: "devices are the host's", units: ["systemd-udevd.service", "kmod-static-nodes.service"] },
  {
    why: "kernel modules and settings of the kernel itself are the host's",
    units: ["systemd-modules-load.service", "systemd-binfmt.service", "systemd-pstore.service"],
  },
  {
    why: "these mounts are there already or are refused inside a container",
    units: [
      "dev-hugepages.mount",
      "dev-mqueue.mount",
      "sys-kernel-debug.mount",
      "sys-kernel-tracing.mount",
      "sys-kernel-config.mount",
      "sys-fs-fuse-connections.mount",
      "proc-sys-fs-binfmt_misc.automount",
      "systemd-remount-fs.service",
    ],
  },
  {
    why: "nobody logs in; `podman exec` looks inside",
    units: [
      "getty.target",
      "console-getty.service",
      "systemd-logind.service",
      "systemd-user-sessions.service",
      "systemd-update-utmp.service",
      "systemd-update-utmp-runlevel.service",
    ],
  },
  {
    why: "first-boot has done it, or the machine must not do it",
    units: [
      "systemd-firstboot.service",
      "systemd-machine-id-commit.service",
      "systemd-random-seed.service",
      "systemd-repart.service",
    ],
  },
  { why: "nothing that uses it starts", units: ["dbus.service", "dbus.socket"] },
] as const;
