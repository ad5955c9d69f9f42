import { Document, isSeq } from "yaml";
import { type Pace, timesOf } from "../../topology/pace";
import { type NodeFile, type Owner, owners, rootFile } from "../file";
import { digestOf } from "../file-digest";
import { documentText } from "../yaml";
import type { Container, Pod, PodSecurityContext, Probe, Volume, VolumeMount } from "./api-types";
import { explainArguments } from "./explain";
import { argumentsOf, type Flags } from "./flags";
import { binaries, programPath, stubContainer } from "./stub-image";

/** Where and how the kubelet asks a program for its health. */
export interface HealthEndpoint {
  readonly scheme: "HTTP" | "HTTPS";
  readonly port: number;
  readonly live: string;
  readonly ready: string;
}

/** What the static pods of a control plane differ in. */
export interface StaticPodSpec {
  readonly program: string;
  readonly pace: Pace;
  /** The user of the machine as whom the program runs. */
  readonly runsAs: Owner;
  readonly flags: Flags;
  /** The machine's directories that the program reads. */
  readonly reads: readonly string[];
  /** The machine's directories that the program writes to; made where they are missing. */
  readonly writes: readonly string[];
  readonly cpu: string;
  /** How long the program may take to end before it is killed. */
  readonly gracePeriodSeconds: number;
  readonly health: HealthEndpoint;
  /** The files that are written for the program: when one of them changes, the kubelet starts the pod anew. */
  readonly files: readonly NodeFile[];
}

/** The annotation by which a pod changes with the files that it reads; a static pod is restarted by no other means. */
export const filesAnnotation = "hardway/files";

/** A program of the control plane: its pod, and the files that the pod reads. */
export interface ControlPlaneProgram {
  readonly program: string;
  /** The static pod in YAML. */
  readonly pod: string;
  readonly files: readonly NodeFile[];
}

/** The file of a program's static pod in the given directory. */
export function podFile(directory: string, { program, pod }: ControlPlaneProgram): NodeFile {
  return rootFile(`${directory}/${program}.yaml`, pod);
}

/** A static pod in YAML, each flag under the reason for its value. */
export function renderStaticPod(spec: StaticPodSpec): string {
  const document = new Document(staticPod(spec), { aliasDuplicateObjects: false });
  const command = document.getIn(["spec", "containers", 0, "command"]);
  if (isSeq(command)) explainArguments(command.items.slice(1), spec.flags);
  return documentText(document);
}

function staticPod(spec: StaticPodSpec): Pod {
  const { program, files } = spec;
  const mounts = [
    ...spec.reads.map((path) => machineMount(path, { readOnly: true })),
    ...spec.writes.map((path) => machineMount(path, { readOnly: false })),
  ];
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: program,
      namespace: "kube-system",
      labels: { "app.kubernetes.io/name": program, tier: "control-plane" },
      annotations: { [filesAnnotation]: digestOf(files.map(({ path, contents }) => [path, contents])) },
    },
    spec: {
      hostNetwork: true,
      priorityClassName: "system-node-critical",
      securityContext: { seccompProfile: { type: "RuntimeDefault" }, ...userOf(spec.runsAs) },
      terminationGracePeriodSeconds: spec.gracePeriodSeconds,
      containers: [container(spec, [binaries.mount, ...mounts.map(({ mount }) => mount)])],
      volumes: [binaries.volume, ...mounts.map(({ volume }) => volume)],
    },
  };
}

/** Root's pods leave it out, as it is what they are anyhow. */
function userOf(owner: Owner): PodSecurityContext {
  const { id } = owners[owner];
  return id === owners.root.id ? {} : { runAsUser: id, runAsGroup: id, runAsNonRoot: true };
}

function container(spec: StaticPodSpec, volumeMounts: VolumeMount[]): Container {
  const { program, health } = spec;
  const { startupProbeEvery, readinessProbeEvery, livenessProbeEvery } = timesOf[spec.pace];
  return {
    name: program,
    ...stubContainer,
    command: [programPath(program), ...argumentsOf(spec.flags).map(({ text }) => text)],
    resources: { requests: { cpu: spec.cpu } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      readOnlyRootFilesystem: true,
    },
    startupProbe: {
      ...probe(health, health.live),
      periodSeconds: startupProbeEvery / 1000,
      failureThreshold: 120,
    },
    livenessProbe: {
      ...probe(health, health.live),
      periodSeconds: livenessProbeEvery / 1000,
      failureThreshold: 8,
    },
    readinessProbe: { ...probe(health, health.ready), periodSeconds: readinessProbeEvery / 1000 },
    volumeMounts,
  };
}

function probe({ scheme, port }: HealthEndpoint, path: string): Probe {
  return { httpGet: { host: "127.0.0.1", scheme, port, path }, timeoutSeconds: 15 };
}

/** A directory of the machine, mounted at the same path. */
function machineMount(
  path: string,
  { readOnly }: { readonly readOnly: boolean },
): { readonly mount: VolumeMount; readonly volume: Volume } {
  const name = path.slice(1).replaceAll("/", "-");
  const type = readOnly ? "Directory" : "DirectoryOrCreate";
  return { mount: { name, mountPath: path, readOnly }, volume: { name, hostPath: { path, type } } };
}
