import type { V1ContainerStatus, V1Pod } from "@kubernetes/client-node";
import type { Kubernetes } from "../clients/kubernetes";

type Core = Pick<Kubernetes, "core">;

/** A pod that is not ready, and what its kubelet or the scheduler last said of it. */
export interface UnreadyPod {
  readonly name: string;
  /** Empty where it is on no node yet. */
  readonly node: string;
  readonly reason: string;
}

/** Reasons of containers that wait for an image; in the second the kubelet may keep to itself why. */
const pullReasons: readonly string[] = ["ErrImagePull", "ImagePullBackOff"];

/** The pods of a namespace that have these labels. */
export async function podsWith(
  { core }: Core,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): Promise<readonly V1Pod[]> {
  const labelSelector = Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
  return (await core.listNamespacedPod({ namespace, labelSelector })).items;
}

/** Whether a pod is ready. */
export function isReady({ status }: V1Pod): boolean {
  return (status?.conditions ?? []).some(({ type, status: value }) => type === "Ready" && value === "True");
}

/** Says of each pod that is not ready why. */
export async function unreadyPods(kubernetes: Core, pods: readonly V1Pod[]): Promise<readonly UnreadyPod[]> {
  return Promise.all(
    pods
      .filter((pod) => !isReady(pod))
      .map(async (pod) => ({
        name: pod.metadata?.name ?? "?",
        node: pod.spec?.nodeName ?? "",
        reason: await reasonOf(kubernetes, pod),
      })),
  );
}

async function reasonOf(kubernetes: Core, pod: V1Pod): Promise<string> {
  const containers = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
  const unscheduled = (pod.status?.conditions ?? []).find(
    ({ type, status }) => type === "PodScheduled" && status === "False",
  );
  if (unscheduled !== undefined) return words(unscheduled.reason, unscheduled.message);
  const troubles = containers.map(troubleOf);
  const trouble = troubles.find((each) => each !== undefined && !isPassing(each)) ?? troubles.find(Boolean);
  if (trouble === undefined) return `is ${pod.status?.phase ?? "new"} and not ready`;
  const { container, reason, message } = trouble;
  const told = pullReasons.includes(reason) ? ((await pullFailure(kubernetes, pod)) ?? message) : message;
  return `container ${container} ${words(reason, told)}`;
}

interface Trouble {
  readonly container: string;
  readonly reason: string;
  readonly message: string | undefined;
}

function troubleOf({ name, ready, state, lastState }: V1ContainerStatus): Trouble | undefined {
  const container = name;
  if (state?.waiting !== undefined) {
    const { reason = "waits", message } = state.waiting;
    // A back-off says for how long it is, and the end before it says why.
    return { container, reason, message: lastState?.terminated?.message ?? message };
  }
  if (state?.terminated !== undefined && state.terminated.exitCode !== 0) {
    const { exitCode, message } = state.terminated;
    return { container, reason: `ended with code ${exitCode}`, message };
  }
  if (state?.running !== undefined && !ready)
    return { container, reason: "runs and is not ready", message: undefined };
  return undefined;
}

/** Containers wait so while those before them do what is worth telling. */
function isPassing({ reason }: Trouble): boolean {
  return ["PodInitializing", "ContainerCreating"].includes(reason);
}

/** What the runtime said when an image could not be pulled; the kubelet keeps it in an event. */
async function pullFailure({ core }: Core, { metadata }: V1Pod): Promise<string | undefined> {
  const namespace = metadata?.namespace ?? "";
  const fieldSelector = `involvedObject.name=${metadata?.name ?? ""},reason=Failed`;
  const { items } = await core.listNamespacedEvent({ namespace, fieldSelector });
  return items
    .map(({ message }) => message ?? "")
    .filter((message) => message.startsWith("Failed to pull image"))
    .at(-1);
}

function words(reason = "waits", message = ""): string {
  return message === "" ? reason : `${reason}: ${shortened(message.replace(/\s+/g, " "))}`;
}

/** A runtime's error begins with what was tried and ends with why it failed, and in between are long names. */
function shortened(message: string): string {
  return message.length <= 280 ? message : `${message.slice(0, 100)} … ${message.slice(-175)}`;
}
