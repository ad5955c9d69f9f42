import type { MicroshiftVersion } from "../../../topology/microshift/versions";

/** The image's name without its tag. */
export const imageName = "localhost/hardway-microshift-contract";

/** By this name a configuration finds the last one. */
export const latestImage = `${imageName}:latest`;

/** What a contract image is made as. */
export interface ContractVariant {
  /** The version whose keys and commands the stand-in knows. */
  readonly version: MicroshiftVersion;
  /** What the stand-in was built as: only the community's publishes the authorities that joins need. */
  readonly build: "community" | "product";
}

/** What an image is made as where nobody asks for another. */
export const usualVariant: ContractVariant = { version: "4.21", build: "community" };

/** The programs of the stand-in: each is a file of its own, so that one can be replaced without the others. */
export const standInNames = [
  "microshift",
  "microshift-etcd",
  "microshift-cleanup-data",
  "microshift-ovn",
  "ovn-appctl",
] as const;

/** Folders that a real package brings. */
export const folders = ["etc/crio", "etc/microshift/config.d", "etc/microshift/manifests.d"] as const;

const wanted = "etc/systemd/system/multi-user.target.wants";
const startedAtBoot = [
  "crio.service",
  "microshift.service",
  "microshift-make-rshared.service",
  "microshift-ovs-init.service",
] as const;

/** Links that the image gets, by path from the machine's root. */
export const links: readonly { readonly path: string; readonly to: string }[] = [
  ...startedAtBoot.map((unit) => ({ path: `${wanted}/${unit}`, to: `../${unit}` })),
  // The machine image's own containerd leaves its place to crio.service.
  { path: "etc/systemd/system/containerd.service", to: "/dev/null" },
];

/** Where the stand-in finds the CRDs that MicroShift brings, and which these are. */
export const crdFolder = "usr/share/microshift/crds";
export const crdFiles: readonly RegExp[] = [
  /^routes\.crd\.yaml$/,
  /securitycontextconstraints.*\.crd\.yaml$/,
];

/** From where a machine's containerd loads images. */
export const imageFolder = "opt/k8s/images";

/** The images of programs that pods run; each has its program as its entry point, in the root. */
export const programImages = [
  { name: "ghcr.io/kube-vip/kube-vip:v1.0.2", program: "kube-vip", source: "the stand-in" },
  {
    name: "ghcr.io/kube-vip/kube-vip-cloud-provider:v0.0.12",
    program: "kube-vip-cloud-provider",
    source: "its own module",
  },
  {
    name: "quay.io/alberthua/golang-code-server:v1.1",
    program: "golang-code-server",
    source: "the stand-in",
  },
] as const;
