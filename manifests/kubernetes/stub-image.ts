import type { EnvVar, Volume, VolumeMount } from "./api-types";

/**
 * The one image of every pod and of the pod sandbox: next to nothing but a `pause` program and empty directories.
 * The programs stand in the machine image and are mounted, so that a node neither pulls nor unpacks hundreds of
 * megabytes, and all machines of a host share their pages (facts/podman-nodes.md §3).
 */
export const stubImage = {
  reference: "localhost/k8s:1",
  /** The archive in the machine image from which containerd loads it. */
  archive: "/opt/k8s/images/k8s.tar",
} as const;

/** Where the programs of Kubernetes stand in a machine. */
export const machineBinaries = "/opt/k8s/bin";

/** Where a container finds them. */
const containerBinaries = "/k8s";

/** The path of a program as a container sees it. */
export function programPath(program: string): string {
  return `${containerBinaries}/${program}`;
}

/** What every container that runs a program of the machine has in common. */
export const stubContainer = { image: stubImage.reference, imagePullPolicy: "Never" } as const;

/** Mounts the programs. */
export const binaries = {
  mount: { name: "binaries", mountPath: containerBinaries, readOnly: true } satisfies VolumeMount,
  volume: { name: "binaries", hostPath: { path: machineBinaries, type: "Directory" } } satisfies Volume,
} as const;

/** Mounts the machine's own userland, for programs that run others such as nft. */
export const userland = {
  mount: { name: "userland", mountPath: "/usr", readOnly: true } satisfies VolumeMount,
  volume: { name: "userland", hostPath: { path: "/usr", type: "Directory" } } satisfies Volume,
  environment: { name: "PATH", value: "/usr/sbin:/usr/bin" } satisfies EnvVar,
} as const;
