import type { Tool } from "./tool";

/**
 * Every version, address and checksum of the toolchain. A version stands a second time only in the go.mod
 * of the tool's module under tools/go; a unit test holds the two together.
 */
export const versions = {
  pulumi: "3.259.0",
  kubernetes: "1.34.3",
  etcd: "3.6.16",
  coredns: "1.14.7",
  pause: "1",
  /** The engine's plugin for Terraform providers, and the bridge in Pulumi's sources of which it consists. */
  terraformPlugin: "1.1.3",
  terraformBridge: "3.136.0",
  libvirtProvider: "0.8.3",
} as const;

/** The processor architecture, in the names that Go and the publishers use. */
export const architecture = process.arch === "arm64" ? "arm64" : "amd64";

const stripped = ["-s", "-w"] as const;
const kubernetesStamp = "-X k8s.io/component-base/version";
const pulumiRelease = `https://github.com/pulumi/pulumi/releases/download/v${versions.pulumi}`;
const etcdRelease = `https://github.com/etcd-io/etcd/releases/download/v${versions.etcd}`;
const corednsRelease = `https://github.com/coredns/coredns/releases/download/v${versions.coredns}`;
const pluginRelease = `https://github.com/pulumi/pulumi-terraform-provider/releases/download/v${versions.terraformPlugin}`;
const libvirtRelease = `https://github.com/dmacvicar/terraform-provider-libvirt/releases/download/v${versions.libvirtProvider}`;
const libvirtArchive = `terraform-provider-libvirt_${versions.libvirtProvider}`;
const etcdArchive = `etcd-v${versions.etcd}-linux-${architecture}`;
const corednsArchive = `coredns_${versions.coredns}_linux_${architecture}.tgz`;

/** From the release's CHANGELOG/CHANGELOG-1.34.md, "Server Binaries" of v1.34.3. */
const kubernetesSums = {
  amd64:
    "6dacc62cf3def4873c680bd308fa88eb0ee857e4ca4e19723921172f7e6d4f7f774ea7742d59fa051807856896affb4fe86e55fc2612e2c3f729e5e10cde3200",
  arm64:
    "788e89509219b22e08ec436bc4ba39ccf47237b78253bdb26b1d2287c22d2edabacb8f2102d657fd259e3c7d2d2b671ba33ca60383beabd480873bcc30773d7b",
} as const;

const kubernetesPrograms = [
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kube-proxy",
  "kubelet",
  "kubectl",
] as const;

/** The toolchain, in the order in which it is installed. */
export const tools = [
  {
    name: "pulumi",
    version: versions.pulumi,
    why: "the engine that runs index.ts; the host plugins beside it are stand-ins where it was built here",
    neededBy: "up",
    runsOn: "host",
    programs: ["pulumi"],
    sources: [
      { kind: "path", program: "pulumi", versionArguments: ["version"] },
      {
        kind: "download",
        url: `${pulumiRelease}/pulumi-v${versions.pulumi}-linux-${architecture === "amd64" ? "x64" : "arm64"}.tar.gz`,
        checksum: {
          kind: "published",
          algorithm: "sha256",
          url: `${pulumiRelease}/pulumi-${versions.pulumi}-checksums.txt`,
        },
        members: ["pulumi/pulumi", "pulumi/pulumi-language-nodejs", "pulumi/pulumi-resource-pulumi-nodejs"],
      },
      {
        kind: "go",
        takes: "about 3 min",
        modules: [
          {
            folder: "pulumi",
            packages: ["github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"],
            tags: ["osusergo", "grpcnotrace"],
            linkerFlags: [
              ...stripped,
              `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${versions.pulumi}`,
            ],
          },
        ],
      },
    ],
  },
  {
    name: "kubernetes",
    version: versions.kubernetes,
    why: "the control plane, the kubelet and kube-proxy of every machine",
    neededBy: "up",
    runsOn: "machine",
    programs: kubernetesPrograms,
    sources: [
      {
        kind: "download",
        url: `https://dl.k8s.io/v${versions.kubernetes}/kubernetes-server-linux-${architecture}.tar.gz`,
        checksum: { kind: "pinned", algorithm: "sha512", sum: kubernetesSums[architecture] },
        members: kubernetesPrograms.map((program) => `kubernetes/server/bin/${program}`),
      },
      {
        kind: "go",
        takes: "about 5 min",
        modules: [
          {
            folder: "kubernetes",
            packages: kubernetesPrograms.map((program) => `k8s.io/kubernetes/cmd/${program}`),
            linkerFlags: [
              ...stripped,
              `${kubernetesStamp}.gitVersion=v${versions.kubernetes}`,
              `${kubernetesStamp}.gitMajor=${versions.kubernetes.split(".")[0]}`,
              `${kubernetesStamp}.gitMinor=${versions.kubernetes.split(".")[1]}`,
            ],
          },
        ],
      },
    ],
  },
  {
    name: "etcd",
    version: versions.etcd,
    why: "the cluster's store, and its command line for looking inside a control plane",
    neededBy: "up",
    runsOn: "machine",
    programs: ["etcd", "etcdctl"],
    sources: [
      {
        kind: "download",
        url: `${etcdRelease}/${etcdArchive}.tar.gz`,
        checksum: { kind: "published", algorithm: "sha256", url: `${etcdRelease}/SHA256SUMS` },
        members: [`${etcdArchive}/etcd`, `${etcdArchive}/etcdctl`],
      },
      {
        kind: "go",
        takes: "about 1 min",
        modules: [
          { folder: "etcd", packages: ["."], linkerFlags: stripped },
          { folder: "etcdctl", packages: ["go.etcd.io/etcd/etcdctl/v3"], linkerFlags: stripped },
        ],
      },
    ],
  },
  {
    name: "coredns",
    version: versions.coredns,
    why: "the cluster's DNS",
    neededBy: "up",
    runsOn: "machine",
    programs: ["coredns"],
    sources: [
      {
        kind: "download",
        url: `${corednsRelease}/${corednsArchive}`,
        checksum:
          architecture === "amd64"
            ? {
                kind: "pinned",
                algorithm: "sha256",
                sum: "9a09356438c6d9591cb80011a2a7a52f87fc3a113f6690e41f243f98b98faac9",
              }
            : { kind: "published", algorithm: "sha256", url: `${corednsRelease}/${corednsArchive}.sha256` },
        members: ["coredns"],
      },
      {
        kind: "go",
        takes: "about 1 min",
        modules: [{ folder: "coredns", packages: ["."], linkerFlags: stripped }],
      },
    ],
  },
  {
    name: "pause",
    version: versions.pause,
    why: "holds a pod's namespaces; it is the only file of the machines' pod image",
    neededBy: "up",
    runsOn: "machine",
    programs: ["pause"],
    sources: [
      {
        kind: "go",
        takes: "a few seconds",
        modules: [{ folder: "pause", packages: ["."], linkerFlags: stripped }],
      },
    ],
  },
  {
    name: "kubectl",
    version: versions.kubernetes,
    why: "for the user: it is what `make up` ends by naming",
    neededBy: "up",
    runsOn: "host",
    programs: ["kubectl"],
    sources: [
      { kind: "path", program: "kubectl", versionArguments: ["version", "--client", "--output=json"] },
      { kind: "machine", program: "kubectl" },
    ],
  },
  {
    name: "etcdctl",
    version: versions.etcd,
    why: "for the user and the tests: membership and health as etcd itself sees them",
    neededBy: "up",
    runsOn: "host",
    programs: ["etcdctl"],
    sources: [
      { kind: "path", program: "etcdctl", versionArguments: ["version"] },
      { kind: "machine", program: "etcdctl" },
    ],
  },
  {
    name: "terraform-provider",
    version: versions.terraformPlugin,
    why: "the engine's plugin for Terraform providers: it starts the one for libvirt and speaks for it",
    neededBy: "libvirt",
    runsOn: "engine",
    programs: ["pulumi-resource-terraform-provider"],
    sources: [
      {
        kind: "download",
        url: `${pluginRelease}/pulumi-resource-terraform-provider-v${versions.terraformPlugin}-linux-${architecture}.tar.gz`,
        checksum: {
          kind: "published",
          algorithm: "sha256",
          url: `${pluginRelease}/pulumi-terraform-provider_${versions.terraformPlugin}_checksums.txt`,
        },
        members: ["pulumi-resource-terraform-provider"],
      },
      {
        kind: "go",
        takes: "about 2 min",
        modules: [
          {
            folder: "terraform-bridge",
            packages: ["github.com/pulumi/pulumi-terraform-bridge/v3/dynamic"],
            program: "pulumi-resource-terraform-provider",
            linkerFlags: [
              ...stripped,
              // The protocols of Pulumi and of Terraform have messages of the same names.
              "-X google.golang.org/protobuf/reflect/protoregistry.conflictPolicy=ignore",
              `-X github.com/pulumi/pulumi-terraform-bridge/v3/dynamic/version.version=v${versions.terraformPlugin}`,
            ],
          },
        ],
      },
    ],
  },
  {
    name: "terraform-provider-libvirt",
    version: versions.libvirtProvider,
    why: "makes virtual machines, their networks and volumes; the last version that Go's proxy has whole",
    neededBy: "libvirt",
    runsOn: "engine",
    programs: [`terraform-provider-libvirt_v${versions.libvirtProvider}`],
    sources: [
      {
        kind: "download",
        url: `${libvirtRelease}/${libvirtArchive}_linux_${architecture}.zip`,
        checksum: {
          kind: "published",
          algorithm: "sha256",
          url: `${libvirtRelease}/${libvirtArchive}_SHA256SUMS`,
        },
        members: [`terraform-provider-libvirt_v${versions.libvirtProvider}`],
      },
      {
        kind: "go",
        takes: "about 1 min",
        modules: [
          {
            folder: "terraform-provider-libvirt",
            packages: ["github.com/dmacvicar/terraform-provider-libvirt"],
            program: `terraform-provider-libvirt_v${versions.libvirtProvider}`,
            linkerFlags: stripped,
          },
        ],
      },
    ],
  },
] as const satisfies readonly Tool[];
