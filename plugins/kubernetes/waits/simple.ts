import { isDeepStrictEqual } from "node:util";
import type { KubernetesObject } from "../objects";
import { textAt, valueAt } from "../objects";
import type { Wait } from "./wait";
import { READY, timedOutReady, waiting } from "./wait";

/** A kind whose own status says it all. */
const byStatus = (kind: string, why: string, isReady: (object: KubernetesObject) => boolean): Wait => ({
  kinds: [kind],
  why,
  watched: [],
  judge: ({ object }) => (isReady(object) ? READY : waiting(`Waiting for the controller of ${kind}`)),
  timedOut: timedOutReady,
});

export const simpleWaits: readonly Wait[] = [
  byStatus("v1/PersistentVolume", "a claim can be bound to it", (object) =>
    ["Available", "Bound"].includes(textAt(object, "status", "phase")),
  ),
  byStatus("v1/ResourceQuota", "the quota is in force", (object) =>
    isDeepStrictEqual(valueAt(object, "spec", "hard"), valueAt(object, "status", "hard")),
  ),
];
