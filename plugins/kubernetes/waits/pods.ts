import type { Value } from "../../shared/values";
import { isMap } from "../../shared/values";
import type { KubernetesObject } from "../objects";
import { listAt, metadataOf, plainText, textAt, valueAt } from "../objects";
import type { Look, Verdict, Wait } from "./wait";
import { READY, timedOutReady, waiting } from "./wait";

export const POD = { apiVersion: "v1", kind: "Pod" };

export const podWait: Wait = {
  kinds: ["v1/Pod"],
  why: "the pod is scheduled, its containers run and are ready, or it has finished its work",
  watched: [],
  judge: judgePod,
  timedOut: timedOutReady,
};

function judgePod({ object }: Look): Verdict {
  const isReady = listAt(object, "status", "conditions").some(
    (one) => textAt(one, "type") === "Ready" && textAt(one, "status") === "True",
  );
  if (isReady || textAt(object, "status", "phase") === "Succeeded") return READY;
  const phase = textAt(object, "status", "phase") || "Pending";
  return waiting(`Waiting for the Pod to be ready (${phase})${podTrouble([object])}`);
}

/** A LabelSelector's matchLabels in the form of a query; without any it chooses every pod. */
export function labelSelector(selector: Value | undefined): string {
  const labels = valueAt(selector, "matchLabels");
  return isMap(labels)
    ? Object.entries(labels)
        .map(([key, value]) => `${key}=${plainText(value ?? "")}`)
        .join(",")
    : "";
}

/** Why a container of these pods does not start, to be added to what is shown; empty if none says so. */
export function podTrouble(pods: readonly KubernetesObject[]): string {
  for (const pod of pods)
    for (const container of listAt(pod, "status", "containerStatuses")) {
      const reason = textAt(container, "state", "waiting", "reason");
      const message = textAt(container, "state", "waiting", "message");
      if (reason !== "" && reason !== "ContainerCreating" && reason !== "PodInitializing")
        return `; pod ${metadataOf(pod).name ?? ""}: ${reason}${message === "" ? "" : `: ${message}`}`;
    }
  return "";
}
