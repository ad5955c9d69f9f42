import { Document, isSeq } from "yaml";
import type { Container, EnvVar, Pod, Volume, VolumeMount } from "../kubernetes/api-types";
import { explainArguments } from "../kubernetes/explain";
import { argumentsOf, type Flags } from "../kubernetes/flags";
import { documentText } from "../yaml";
import type { Mount } from "./bootstrap-mounts";
import { type ImageTag, imagePlaceholder } from "./images";

/** In which order the machine starts its pods: etcd before the control plane, and the operators' after the objects. */
export type BootstrapStage = "etcd" | "machineConfigServer" | "controlPlane" | "operators";

/** A static pod of the bootstrap machine, with placeholders for images. */
export interface BootstrapPod {
  readonly name: string;
  readonly stage: BootstrapStage;
  /** The file's name in the kubelet's directory, by which the pod is stopped again. */
  readonly fileName: string;
  readonly yaml: string;
}

/** A container of such a pod. */
export interface BootstrapContainer {
  readonly name: string;
  readonly image: ImageTag;
  /** Left out where the image's own program runs. */
  readonly command?: readonly string[];
  /** The words before the flags. */
  readonly words?: readonly string[];
  readonly flags: Flags;
  readonly environment?: readonly EnvVar[];
  readonly mounts: readonly Mount[];
  /**
   * SELinux lets a container that is not privileged read below /etc/kubernetes and write to the audit log's directory,
   * and little else of the machine (facts: openshift-hard-way.md, 7.7).
   */
  readonly rights: "confined" | "privileged";
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly probes?: Pick<Container, "startupProbe" | "livenessProbe" | "readinessProbe">;
}

/** What static pods with images of the release differ in, whatever machine they are on. */
export interface ReleasePodSpec {
  readonly name: string;
  readonly namespace: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly before?: readonly BootstrapContainer[];
  readonly containers: readonly BootstrapContainer[];
  /** How long its programs may take to end before they are killed. */
  readonly gracePeriodSeconds: number;
}

/** What the bootstrap machine's pods differ in. */
export interface BootstrapPodSpec extends ReleasePodSpec {
  readonly stage: BootstrapStage;
  readonly fileName: string;
}

/** A pod of the bootstrap machine. */
export function bootstrapPod(spec: BootstrapPodSpec): BootstrapPod {
  const { name, stage, fileName } = spec;
  return { name, stage, fileName, yaml: releasePodText(spec) };
}

/** A pod in YAML, each flag under the reason for its value, with placeholders for images. */
export function releasePodText(spec: ReleasePodSpec): string {
  const { before = [], containers } = spec;
  const document = new Document(podOf(spec), { aliasDuplicateObjects: false });
  explainContainers(document, "initContainers", before);
  explainContainers(document, "containers", containers);
  return documentText(document);
}

function explainContainers(
  document: Document,
  key: "initContainers" | "containers",
  containers: readonly BootstrapContainer[],
): void {
  for (const [index, { words = [], flags }] of containers.entries()) {
    const args = document.getIn(["spec", key, index, "args"]);
    if (isSeq(args)) explainArguments(args.items.slice(words.length), flags);
  }
}

function podOf(spec: ReleasePodSpec): Pod {
  const { before = [], containers } = spec;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: spec.name,
      namespace: spec.namespace,
      ...(spec.labels === undefined ? {} : { labels: { ...spec.labels } }),
    },
    spec: {
      hostNetwork: true,
      restartPolicy: "Always",
      priorityClassName: "system-node-critical",
      tolerations: [{ operator: "Exists" }],
      // What the pods read is root's alone, whichever user an image names.
      securityContext: { runAsUser: 0 },
      terminationGracePeriodSeconds: spec.gracePeriodSeconds,
      ...(before.length === 0 ? {} : { initContainers: before.map(containerOf) }),
      containers: containers.map(containerOf),
      volumes: volumesOf([...before, ...containers].flatMap(({ mounts }) => mounts)),
    },
  };
}

function containerOf(container: BootstrapContainer): Container {
  const { command, words = [], environment, mounts, flags, probes } = container;
  return {
    name: container.name,
    image: imagePlaceholder(container.image),
    // Images are named by digest, so that what the machine has is what would be pulled.
    imagePullPolicy: "IfNotPresent",
    terminationMessagePolicy: "FallbackToLogsOnError",
    ...(command === undefined ? {} : { command: [...command] }),
    args: [...words, ...argumentsOf(flags).map(({ text }) => text)],
    ...(environment === undefined ? {} : { env: [...environment] }),
    resources: { requests: { ...container.requests } },
    securityContext:
      container.rights === "privileged" ? { privileged: true } : { readOnlyRootFilesystem: true },
    ...probes,
    volumeMounts: mounts.map(volumeMount),
  };
}

function volumeMount(mount: Mount): VolumeMount {
  const { name, inPod } = mount;
  const isRead = "access" in mount && mount.access === "read";
  return { name, mountPath: inPod, ...(isRead ? { readOnly: true } : {}) };
}

/** One volume for each mount, though several containers may have it. */
function volumesOf(mounts: readonly Mount[]): Volume[] {
  const unique = new Map(mounts.map((mount) => [mount.name, mount]));
  return [...unique.values()].map((mount) =>
    "onMachine" in mount
      ? { name: mount.name, hostPath: { path: mount.onMachine, type: mount.type } }
      : { name: mount.name, emptyDir: {} },
  );
}
