import type { Context } from "../../shared/provider";
import type { Properties } from "../../shared/values";
import { timeoutSeconds } from "../annotations";
import type { Cluster } from "../cluster/cluster";
import type { KubernetesObject, TypeMeta } from "../objects";
import { listAt, metadataOf, withMetadata } from "../objects";
import { waitOf } from "./table";
import { until } from "./until";
import type { Look, Verdict, Wait } from "./wait";

const DEFAULT_TIMEOUT_SECONDS = 600;

/** The object is there, but not ready; `problems` say more than the message. */
export class NotReadyError extends Error {
  readonly problems: readonly string[];
  /** As it was at the last look. */
  readonly live: KubernetesObject;

  constructor(message: string, problems: readonly string[], live: KubernetesObject) {
    super(message);
    this.problems = problems;
    this.live = live;
  }
}

/**
 * Waits for an object that was just written and gives it back as it is then. Fails with a
 * NotReadyError. `customTimeout`: seconds, 0 for none.
 */
export async function awaitReady(
  cluster: Cluster,
  written: KubernetesObject,
  { inputs, customTimeout }: { readonly inputs: KubernetesObject; readonly customTimeout: number },
  { log, signal }: Pick<Context, "log" | "signal">,
): Promise<KubernetesObject> {
  const wait = waitOf(inputs);
  if (!wait) return written;
  const api = await cluster.object(written);
  const others = await Promise.all(wait.watched.map((type) => cluster.object(neighbour(written, type))));
  const timeoutMs = timeoutSeconds(inputs, customTimeout, DEFAULT_TIMEOUT_SECONDS) * 1000;
  let live = written;
  let told: KubernetesObject | undefined;
  const outcome = await until({
    judge: async (waitedMs) => {
      // The event's own object: by the time of an answer a state that matters may have passed.
      live = told ?? (await api.get());
      return judge(cluster, wait, live, { waitedMs, timeoutMs });
    },
    watches: [
      async (over) => noting(await api.watch(over), (object) => (told = object)),
      ...others.map((other) => (over: AbortSignal) => other.watchCollection({}, over)),
    ],
    timeoutMs,
    cancelled: signal,
    say: (text) => {
      log.status("info", text);
    },
  });
  if (outcome.end === "ready") return live;
  const name = metadataOf(written).name ?? "";
  const messages = {
    cancelled: `Resource operation was cancelled for "${name}"`,
    timedOut: wait.timedOut(name),
    failed: failedToInitialize(name),
  };
  throw new NotReadyError(messages[outcome.end], outcome.problems, live);
}

/** One look at an object of the state, without waiting. Fails with a NotReadyError. */
export async function assertReady(
  cluster: Cluster,
  inputs: KubernetesObject,
  live: KubernetesObject,
): Promise<void> {
  const wait = waitOf(inputs);
  if (!wait) return;
  // What settles with time has had its time.
  const verdict = await judge(cluster, wait, live, { waitedMs: Infinity, timeoutMs: Infinity });
  if (verdict.state !== "ready")
    throw new NotReadyError(failedToInitialize(metadataOf(live).name ?? ""), verdict.problems, live);
}

/** The same events; `note` is told the object of each, and nothing when there is none any more. */
async function* noting(
  events: AsyncIterable<Properties>,
  note: (object: KubernetesObject | undefined) => void,
): AsyncGenerator<Properties> {
  for await (const event of events) {
    const isThere = event["type"] === "ADDED" || event["type"] === "MODIFIED";
    note(isThere ? (event["object"] as KubernetesObject) : undefined);
    yield event;
  }
}

const failedToInitialize = (name: string): string =>
  `Resource '${name}' was created but failed to initialize`;

async function judge(
  cluster: Cluster,
  wait: Wait,
  object: KubernetesObject,
  times: Pick<Look, "waitedMs" | "timeoutMs">,
): Promise<Verdict> {
  const related: Look["related"] = async (type, labelSelector) => {
    const api = await cluster.object(neighbour(object, type));
    const items = listAt(await api.list({ labelSelector }), "items");
    return items.map((item) => ({ ...type, ...(item as KubernetesObject) }));
  };
  return wait.judge({ object, related, ...times });
}

/** Stands for the collection of another kind in the same namespace. */
const neighbour = (object: KubernetesObject, type: TypeMeta): KubernetesObject =>
  withMetadata({ ...type, metadata: {} }, { namespace: metadataOf(object).namespace });
