import type { KubernetesObject } from "../../../../../plugins/kubernetes/objects";
import type { Look, Verdict, Wait } from "../../../../../plugins/kubernetes/waits/wait";
import type { Properties } from "../../../../../plugins/shared/values";

export interface Scene {
  readonly object: object;
  /** Other objects in the namespace, by kind. */
  readonly others?: Readonly<Record<string, readonly object[]>>;
  readonly waitedMs?: number;
  readonly timeoutMs?: number;
}

/** What the wait makes of these objects. */
export async function verdictOf(
  wait: Wait,
  { object, others = {}, waitedMs = 0, timeoutMs = 600_000 }: Scene,
): Promise<Verdict> {
  const related: Look["related"] = ({ kind }) =>
    Promise.resolve((others[kind] ?? []) as readonly KubernetesObject[]);
  return wait.judge({ object: object as KubernetesObject, related, waitedMs, timeoutMs });
}

export const condition = (type: string, status: string, more: Properties = {}): Properties => ({
  ...{ type, status },
  ...more,
});
