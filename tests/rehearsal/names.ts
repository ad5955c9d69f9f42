import { programFolder } from "../../machine-image/recipe";
import { stubImageName } from "../../machine-image/stub-image";
import { imageTags } from "../../manifests/openshift/images";

/** The version that a rehearsal's plan must name: its Kubernetes is that of the machines' programs. */
export const rehearsalVersion = "4.21.0-rehearsal";

/** The image that stands in for the release's own, whose one program needs no command to be started. */
export const releaseImageName = "localhost/rehearsal-release:1";

/** Where a machine has it, and from where containerd loads it. */
export const releaseImagePath = "opt/rehearsal/release-image.tar";

/** The one program of the stand-ins. */
export const standInsPath = "usr/bin/rehearsal-standins";

/** The names by which it is started, each of a program of the release (standins/main.go). */
export const standInNames = [
  "hyperkube",
  "cluster-kube-apiserver-operator",
  "cluster-policy-controller",
  "machine-config-controller",
  "machine-config-server",
  "cluster-version-operator",
  "static-pod-installer",
  "python3",
] as const;

/** The machine's programs that containers call by their names alone. */
const upstreamPrograms = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"] as const;

/** Links that the image gets, by path from the machine's root. */
export const links: readonly { readonly path: string; readonly to: string }[] = [
  ...standInNames.map((name) => ({ path: `usr/bin/${name}`, to: `/${standInsPath}` })),
  ...upstreamPrograms.map((name) => ({ path: `usr/bin/${name}`, to: `/${programFolder}/${name}` })),
];

/** The release's list of images: the machine's programs are in all containers, so that one image does for all tags. */
export function imageList(): string {
  const tags = Object.keys(imageTags).map((tag) => `${tag}=${stubImageName}\n`);
  return [...tags, `release=${releaseImageName}\n`].join("");
}
