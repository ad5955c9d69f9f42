import { rehearsalImageReference } from "../../rehearsal/image";
import { rehearsalVersion } from "../../rehearsal/names";
import { kubectl, type TestStack } from "./stack";

/** The configuration of a rehearsal of OKD with three control planes and a worker, in podman machines. */
export function rehearsalConfig() {
  return {
    distribution: "okd",
    platform: "podman",
    controlPlanes: 3,
    workers: 1,
    openshift: { version: rehearsalVersion, payload: "folder", machineImage: rehearsalImageReference() },
  } as const;
}

/** The addresses of etcd's voters, as its operator tells them to its clients. */
export async function votersOf(stack: TestStack): Promise<readonly string[]> {
  const { data } = JSON.parse(
    await kubectl(
      stack,
      ...["get", "configmap", "etcd-endpoints", "--namespace", "openshift-etcd", "--output", "json"],
    ),
  ) as { readonly data: Readonly<Record<string, string>> };
  return Object.values(data);
}
