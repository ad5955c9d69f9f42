/** A Debian package that this project uses on the host. */
export interface HostPackage {
  readonly name: string;
  /** A file that the package brings: its presence is the proof, without asking the package manager. */
  readonly proof: string;
  /** `up`: every command that makes a cluster; `libvirt`: those on that platform; `test`: `make test` only. */
  readonly neededBy: "up" | "libvirt" | "test";
  readonly why: string;
  /** Units that the package would start at boot; they stay off where this project installed it. */
  readonly services?: readonly string[];
}

/** The system packages, by what they do. */
export const hostPackages = [
  {
    name: "podman",
    proof: "/usr/bin/podman",
    neededBy: "up",
    why: "runs the machines of the podman platform",
  },
  {
    name: "runc",
    proof: "/usr/sbin/runc",
    neededBy: "up",
    why: "podman's runtime here: crun refuses hybrid cgroups (facts: podman-nodes.md, P1)",
  },
  {
    name: "netavark",
    proof: "/usr/lib/podman/netavark",
    neededBy: "up",
    why: "podman's networks",
  },
  {
    name: "iptables",
    proof: "/usr/sbin/iptables",
    neededBy: "up",
    why: "netavark looks for it even for a network that gets no rule",
  },
  {
    name: "slirp4netns",
    proof: "/usr/bin/slirp4netns",
    neededBy: "up",
    why: "the way out of nodes that pull images, past the host's own routes and rules",
  },
  {
    name: "iproute2",
    proof: "/bin/ip",
    neededBy: "up",
    why: "makes the network namespace of a stack",
  },
  {
    name: "util-linux",
    proof: "/usr/bin/nsenter",
    neededBy: "up",
    why: "enters the network namespace; locks the setup; private mounts for debootstrap",
  },
  {
    name: "systemd",
    proof: "/lib/systemd/systemd-socket-proxyd",
    neededBy: "up",
    why: "systemd-socket-activate and systemd-socket-proxyd forward the loopback port into the namespace",
  },
  {
    name: "debootstrap",
    proof: "/usr/sbin/debootstrap",
    neededBy: "up",
    why: "makes the machine image's Debian",
  },
  {
    name: "debian-archive-keyring",
    proof: "/usr/share/keyrings/debian-archive-keyring.gpg",
    neededBy: "up",
    why: "the keys that debootstrap checks the archive with",
  },
  {
    name: "gpgv",
    proof: "/usr/bin/gpgv",
    neededBy: "up",
    why: "checks the archive's signature for debootstrap",
  },
  {
    name: "qemu-utils",
    proof: "/usr/bin/qemu-img",
    neededBy: "libvirt",
    why: "packs the virtual machines' disk",
  },
  {
    name: "e2fsprogs",
    proof: "/sbin/mkfs.ext4",
    neededBy: "libvirt",
    why: "makes the disk's file system, and copies the files into it without mounting it",
  },
  {
    name: "libvirt-daemon-system",
    proof: "/lib/systemd/system/libvirtd.service",
    neededBy: "libvirt",
    why: "libvirtd, which runs the virtual machines",
    services: [
      "libvirtd.service",
      "libvirtd.socket",
      "libvirtd-ro.socket",
      "libvirtd-admin.socket",
      "virtlogd.service",
      "virtlogd.socket",
      "virtlogd-admin.socket",
      "virtlockd.service",
      "virtlockd.socket",
      "virtlockd-admin.socket",
      "libvirt-guests.service",
    ],
  },
  {
    name: "libvirt-clients",
    proof: "/usr/bin/virsh",
    neededBy: "libvirt",
    why: "virsh: what the provider cannot do, and looking at a machine from outside",
  },
  {
    name: "qemu-system-x86",
    proof: "/usr/bin/qemu-system-x86_64",
    neededBy: "libvirt",
    why: "is the virtual machine; libvirt only recommends it",
  },
  {
    name: "dnsmasq-base",
    proof: "/usr/sbin/dnsmasq",
    neededBy: "libvirt",
    why: "the addresses and the DNS of a network of libvirt, which only recommends it",
  },
  {
    name: "xsltproc",
    proof: "/usr/bin/xsltproc",
    neededBy: "libvirt",
    why: "adds to libvirt's XML what its provider has no words for",
  },
  {
    name: "openssh-client",
    proof: "/usr/bin/ssh",
    neededBy: "libvirt",
    why: "the way into a virtual machine",
  },
  {
    name: "unzip",
    proof: "/usr/bin/unzip",
    neededBy: "libvirt",
    why: "the publisher of libvirt's Terraform provider packs it so",
  },
  {
    name: "xz-utils",
    proof: "/usr/bin/xz",
    neededBy: "libvirt",
    why: "unpacks an image by its address",
  },
  {
    name: "zstd",
    proof: "/usr/bin/zstd",
    neededBy: "libvirt",
    why: "unpacks an image by its address; Node 20 cannot",
  },
  {
    name: "openssl",
    proof: "/usr/bin/openssl",
    neededBy: "test",
    why: "verifies every certificate with -x509_strict",
  },
  {
    name: "ignition",
    proof: "/usr/bin/ignition-validate",
    neededBy: "test",
    why: "ignition-validate judges every rendered config",
  },
  {
    name: "haproxy",
    proof: "/usr/sbin/haproxy",
    neededBy: "test",
    why: "haproxy -c judges the rendered configuration; the cluster's own runs inside a machine",
    services: ["haproxy.service"],
  },
  {
    name: "openssh-server",
    proof: "/usr/sbin/sshd",
    neededBy: "test",
    why: "the contract of remote.Command is played against a real server",
    services: ["ssh.service", "ssh.socket"],
  },
  {
    name: "shellcheck",
    proof: "/usr/bin/shellcheck",
    neededBy: "test",
    why: "judges the shell scripts",
  },
] as const satisfies readonly HostPackage[];
