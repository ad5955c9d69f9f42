import { mounts } from "../bootstrap-mounts";
import { manifestsFolder } from "../cluster-objects";

const home = "/opt/openshift";
const release = `${home}/release`;

/** Where the bootstrap machine has what its scripts read and write. */
export const bootkubePaths = {
  home,
  /** The cluster's objects, one in a file. */
  manifests: manifestsFolder,
  /** Static pods that name images by placeholders. */
  podTemplates: `${home}/bootstrap-manifests`,
  tls: `${home}/tls`,
  auth: `${home}/auth`,
  /** What was taken out of the release image, or stands ready in the machine image. */
  release,
  images: `${release}/images`,
  imageReferences: `${release}/image-references`,
  version: `${release}/version`,
  crds: `${release}/crds`,
  featureGate: `${release}/feature-gate.yaml`,
  /** Objects that the release's own programs made. */
  rendered: `${release}/manifests`,
  /** The folders that those programs work in. */
  renders: `${home}/renders`,
  report: `${home}/stages.json`,
  records: `${home}/stages`,
  /** Which objects are in. */
  marks: `${home}/objects`,
  work: `${home}/work`,
  apiAnswered: `${home}/.api-answered`,
  done: `${home}/.bootkube.done`,
  secrets: mounts.secrets.onMachine,
  staticPods: "/etc/kubernetes/manifests",
  /** What the machine config controller renders from. */
  renderInputs: mounts.renderInputs.onMachine,
  pauseImage: "/etc/crio/crio.conf.d/20-pause-image.conf",
  /** The same for the kubelet's unit, as a variable. */
  pauseEnvironment: "/etc/kubernetes/pause-image.env",
  /** The pull secret, for podman, CRI-O and the kubelet alike. */
  pullSecret: "/var/lib/kubelet/config.json",
} as const;

/** What the kubelet's unit calls the image that holds a pod's namespaces. */
export const pauseVariable = "PAUSE_IMAGE";

/**
 * The scripts. SELinux lets systemd run what lies in this directory and no script below /opt (facts:
 * openshift-hard-way.md, 7.7).
 */
export const bootkubeScripts = {
  bootkube: "/usr/local/bin/bootkube.sh",
  "release-image": "/usr/local/bin/release-image.sh",
} as const;

/** One of the scripts, or that of a node which has been installed in place (manifests/openshift/in-place). */
export type BootkubeScript = keyof typeof bootkubeScripts | "after-install";

/** The suffix of a file whose object has a status that is written through the status subresource as well. */
export const statusSuffix = ".status.yaml";
