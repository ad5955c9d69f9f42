import type { V1Pod } from "@kubernetes/client-node";
import { setTimeout as delay } from "node:timers/promises";
import { failureOf, unlessMissing } from "../clients/failures";
import type { Kubernetes } from "../clients/kubernetes";
import { serverSideApply } from "../clients/server-side-apply";
import { timeLimit } from "../clients/time-limit";
import {
  clientPod,
  key,
  probeLabels,
  probeNamespace,
  type ProbeRun,
  probeService,
  serverPod,
} from "./objects";

/** What a pod saw, or why it saw nothing. */
export type PodReport =
  | {
      /** The address that the cluster's DNS gave for the Service default/kubernetes; empty for none. */
      readonly dns: string;
      /** Who answered behind each address of a Service; empty for nobody. */
      readonly services: readonly string[];
      readonly run: ProbeRun;
    }
  | { readonly failure: string };

/** How long a run may take, in milliseconds: longer than its pods live. */
const limit = 75_000;

/** How long the removal of a run's pods is tried. */
const removalLimit = 10_000;

const owner = { fieldManager: "hardway-verify", force: true } as const;

/** Runs a server and a client in the cluster and reads what the client saw. Nothing of it stays but the namespace. */
export async function runProbePods(
  kubernetes: Kubernetes,
  run: ProbeRun,
  ended: AbortSignal,
): Promise<PodReport> {
  const { core } = kubernetes;
  try {
    await removeLeftovers(kubernetes);
    await core.patchNamespace({ name: probeNamespace, body: namespace, ...owner }, serverSideApply);
  } catch (error) {
    return reportOfFailure(error, ended);
  }
  const patience = AbortSignal.any([ended, timeLimit(limit)]);
  try {
    return await askFromPods(kubernetes, run, patience);
  } catch (error) {
    if (patience.aborted && !ended.aborted)
      return { failure: `the probe pods have not ended within ${limit / 1000} s` };
    return reportOfFailure(error, ended);
  } finally {
    await removeRun(kubernetes, run);
  }
}

const namespace = {
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: probeNamespace, labels: probeLabels },
};

async function askFromPods(kubernetes: Kubernetes, run: ProbeRun, patience: AbortSignal): Promise<PodReport> {
  const { core } = kubernetes;
  // A new namespace has no service account for a moment, without which the API refuses pods.
  const server = await repeated(patience, () =>
    core.patchNamespacedPod({ ...key(run, "server"), body: serverPod(run), ...owner }, serverSideApply),
  );
  const service = await core.patchNamespacedService(
    { ...key(run, "server"), body: probeService(run, server), ...owner },
    serverSideApply,
  );
  await core.patchNamespacedPod(
    { ...key(run, "client"), body: clientPod(run, service), ...owner },
    serverSideApply,
  );
  return reportOf(kubernetes, run, patience);
}

/** What went wrong, for the user; an interruption and a defect of the program go on as they are. */
function reportOfFailure(error: unknown, ended: AbortSignal): PodReport {
  ended.throwIfAborted();
  const failure = failureOf(error);
  if (failure === undefined) throw error;
  return { failure: failure.text };
}

async function reportOf({ core }: Kubernetes, run: ProbeRun, patience: AbortSignal): Promise<PodReport> {
  const client = await repeated(patience, async () => {
    const pod = await core.readNamespacedPod(key(run, "client"));
    return hasEnded(pod) ? pod : undefined;
  });
  const message = client.status?.containerStatuses?.[0]?.state?.terminated?.message;
  if (message === undefined)
    return {
      failure: `the client pod on ${run.clientNode} ended without a report: ${client.status?.reason ?? "?"}`,
    };
  const said = (question: "dns" | "service"): readonly string[] =>
    message
      .split("\n")
      .flatMap((line) => (line.startsWith(`${question}=`) ? [line.slice(question.length + 1)] : []));
  return { dns: said("dns")[0] ?? "", services: said("service"), run };
}

function hasEnded({ status }: V1Pod): boolean {
  return status?.phase === "Succeeded" || status?.phase === "Failed";
}

/** Repeats a request until it has a result; passing failures count as none. */
async function repeated<T>(patience: AbortSignal, request: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    try {
      const result = await request();
      if (result !== undefined) return result;
    } catch (error) {
      if (patience.aborted || failureOf(error)?.passing !== true) throw error;
    }
    await delay(200, undefined, { signal: patience });
  }
}

/** Removes a run's pods; those that cannot be removed now end by themselves and are leftovers of the next run. */
async function removeRun(kubernetes: Kubernetes, run: ProbeRun): Promise<void> {
  const patience = timeLimit(removalLimit);
  const pods = [key(run, "client"), key(run, "server")];
  try {
    await repeated(patience, async () => {
      await remove(kubernetes, pods);
      return pods;
    });
  } catch (error) {
    if (!patience.aborted) throw error;
  }
}

/** What runs left that were killed; younger pods may be those of a run beside this one. */
async function removeLeftovers(kubernetes: Kubernetes): Promise<void> {
  const { items } = await kubernetes.core.listNamespacedPod({ namespace: probeNamespace });
  const isLeft = ({ metadata }: V1Pod): boolean =>
    Date.now() - (metadata?.creationTimestamp?.getTime() ?? 0) > 2 * limit;
  const left = items.filter(isLeft);
  await remove(
    kubernetes,
    left.map(({ metadata }) => ({ name: metadata?.name ?? "", namespace: probeNamespace })),
  );
}

async function remove(
  { core }: Kubernetes,
  pods: readonly { readonly name: string; readonly namespace: string }[],
): Promise<void> {
  await Promise.all(
    pods.map((pod) => unlessMissing(core.deleteNamespacedPod({ ...pod, gracePeriodSeconds: 0 }))),
  );
}
