import type { Context, DeleteRequest } from "../shared/provider";
import { isAnnotated, SKIP_AWAIT, timeoutSeconds } from "./annotations";
import { checkpointOf } from "./checkpoint";
import { isNotFound, NoMatchError } from "./cluster/errors";
import type { ObjectApi } from "./cluster/object-api";
import type { KubernetesObject } from "./objects";
import { listAt, metadataOf, parseId, withMetadata } from "./objects";
import type { Session } from "./session";
import { reach, REMOVAL_HINT } from "./unreachable";
import { until } from "./waits/until";
import { READY, waiting } from "./waits/wait";

const DEFAULT_TIMEOUT_SECONDS = 600;

/** Kinds whose deletion is not waited for either, if the program says skipAwait; all others are. */
const MAY_SKIP_WAITING: readonly string[] = [
  ...["v1/Namespace", "v1/Pod", "batch/v1/Job", "apps/v1/DaemonSet", "apps/v1/Deployment"],
];

/** Deletes the object and what belongs to it, and waits until it is gone. */
export async function remove(session: Session, request: DeleteRequest, context: Context): Promise<void> {
  const reached = await reach(session, context.log);
  if (reached === "forgotten") return;
  if (reached === "unreachable")
    throw new Error(`configured Kubernetes cluster is unreachable. ${REMOVAL_HINT}`);
  const { live, inputs } = checkpointOf(request.outputs);
  const object = withMetadata(live, parseId(request.id));
  try {
    const api = await session.cluster.object(object);
    await api.delete();
    if (!skipsWaiting(inputs as KubernetesObject))
      await gone(
        api,
        object,
        timeoutSeconds(inputs, request.timeoutSeconds, DEFAULT_TIMEOUT_SECONDS),
        context,
      );
  } catch (error) {
    // Deleted by someone else, or with its definition: what was asked for is the case.
    if (!isNotFound(error) && !(error instanceof NoMatchError)) throw error;
  }
}

const skipsWaiting = (inputs: KubernetesObject): boolean =>
  isAnnotated(inputs, SKIP_AWAIT) && MAY_SKIP_WAITING.includes(`${inputs.apiVersion}/${inputs.kind}`);

async function gone(
  api: ObjectApi,
  { metadata: { uid } }: KubernetesObject,
  seconds: number,
  { log, signal }: Context,
): Promise<void> {
  let last: KubernetesObject | undefined;
  const outcome = await until({
    judge: async () => {
      last = await api.get().catch((error: unknown) => {
        if (isNotFound(error)) return undefined;
        throw error;
      });
      // Another object of that name is not the one that was to be deleted.
      if (last === undefined || metadataOf(last).uid !== uid) return READY;
      return waiting("Resource scheduled for deletion");
    },
    watches: [(over) => api.watch(over)],
    timeoutMs: seconds * 1000,
    cancelled: signal,
    say: (text) => {
      log.status("info", text);
    },
  });
  if (outcome.end === "ready") return;
  const finalizers = listAt(last, "metadata", "finalizers").map(String);
  log.message("warning", `finalizers might be preventing deletion (${finalizers.join(", ")})`);
  throw new Error(outcome.end === "cancelled" ? "context canceled" : "timed out waiting for the condition");
}
