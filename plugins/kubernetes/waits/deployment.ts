import type { Value } from "../../shared/values";
import type { KubernetesObject } from "../objects";
import { listAt, metadataOf, numberAt, textAt, valueAt } from "../objects";
import { labelSelector, POD, podTrouble } from "./pods";
import type { Look, Verdict, Wait } from "./wait";
import { READY, timedOutReady, waiting } from "./wait";

const REVISION = "deployment.kubernetes.io/revision";
const REPLICA_SET = { apiVersion: "apps/v1", kind: "ReplicaSet" };

export const deploymentWait: Wait = {
  kinds: ["apps/v1/Deployment"],
  why: "the pods of the newest revision run and are ready, so that what depends on it can use it",
  watched: [REPLICA_SET, POD],
  judge,
  timedOut: timedOutReady,
};

async function judge({ object, related }: Look): Promise<Verdict> {
  const { generation, annotations } = metadataOf(object);
  const available = condition(object, "Available");
  const progressing = condition(object, "Progressing");
  const complaints = [progressing, available].filter(isComplaint).map(wordsOf);
  const few = [...complaints, ...(isTrue(available) ? [] : ["Minimum number of live Pods was not attained"])];
  if (numberAt(object, "status", "observedGeneration") !== generation)
    return waiting("Waiting for the deployment controller to see the new specification", few);

  const revision = annotations?.[REVISION];
  const selector = labelSelector(valueAt(object, "spec", "selector"));
  const newest = (await related(REPLICA_SET, selector)).find(
    (set) => isOwnedBy(set, object) && metadataOf(set).annotations?.[REVISION] === revision,
  );
  const wanted = numberAt(newest, "spec", "replicas");
  const ready = numberAt(newest, "status", "readyReplicas");
  // A first revision has nothing to roll over; its Progressing condition says nothing about it.
  const rolled = revision === "1" || textAt(progressing, "reason") === "NewReplicaSetAvailable";
  if (newest && ready >= wanted && isTrue(available) && rolled) return READY;

  const trouble = podTrouble(await related(POD, selector));
  const seen = `Waiting for app ReplicaSet to be available (${ready}/${wanted} Pods available)${trouble}`;
  return waiting(seen, isTrue(available) ? [...complaints, unfinished(rolled, revision)] : few);
}

function unfinished(rolled: boolean, revision: string | undefined): string {
  return rolled && revision !== "1"
    ? "Attempted to roll forward to new ReplicaSet, but minimum number of Pods did not become live"
    : "Minimum number of Pods to consider the application live was not attained";
}

const condition = (object: KubernetesObject, type: string): Value | undefined =>
  listAt(object, "status", "conditions").find((one) => textAt(one, "type") === type);
const isTrue = (one: Value | undefined): boolean => textAt(one, "status") === "True";
const isComplaint = (one: Value | undefined): boolean => textAt(one, "reason") !== "" && !isTrue(one);
const wordsOf = (one: Value | undefined): string => `[${textAt(one, "reason")}] ${textAt(one, "message")}`;

const isOwnedBy = (object: KubernetesObject, owner: KubernetesObject): boolean =>
  listAt(object, "metadata", "ownerReferences").some(
    (reference) => textAt(reference, "uid") === metadataOf(owner).uid,
  );
