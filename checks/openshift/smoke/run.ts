import type { CoreV1Event, V1Namespace } from "@kubernetes/client-node";
import { unlessMissing } from "../../clients/failures";
import type { Kubernetes } from "../../clients/kubernetes";
import { serverSideApply } from "../../clients/server-side-apply";
import { described } from "../conditions";
import { type SmokePlan, withRelease } from "./check";
import { serverImage } from "./image";
import {
  routes,
  smokeDeployment,
  smokeKey,
  smokeNamespace,
  smokeNamespaceObject,
  smokeRoute,
  smokeService,
} from "./objects";

const owner = { fieldManager: "hardway-smoke", force: true } as const;

/** Makes the objects of a smoke test, which may be there already; resolves to the image that the pods run. */
export async function makeSmokeObjects(kubernetes: Kubernetes, plan: SmokePlan): Promise<string> {
  const { core, apps, custom } = kubernetes;
  const image = await serverImage(kubernetes, plan);
  const key = { ...smokeKey, ...owner };
  await core.patchNamespace(
    { name: smokeNamespace, body: smokeNamespaceObject(), ...owner },
    serverSideApply,
  );
  await apps.patchNamespacedDeployment({ ...key, body: smokeDeployment(plan, image) }, serverSideApply);
  await core.patchNamespacedService({ ...key, body: smokeService() }, serverSideApply);
  if (withRelease(plan))
    await custom.patchNamespacedCustomObject({ ...routes, ...key, body: smokeRoute() }, serverSideApply);
  return image;
}

/** Deletes the namespace where it is there; resolves to what is left of it, undefined where nothing is. */
export async function removeSmokeObjects({ core }: Kubernetes): Promise<string | undefined> {
  const found = await unlessMissing(core.readNamespace({ name: smokeNamespace }));
  if (found === undefined) return undefined;
  if (found.metadata?.deletionTimestamp === undefined)
    await unlessMissing(core.deleteNamespace({ name: smokeNamespace }));
  return [`namespace ${smokeNamespace} goes`, ...whatHolds(found)].join("; ");
}

/** Why a namespace that was deleted is still there, as the API tells it. */
function whatHolds({ status }: V1Namespace): readonly string[] {
  return (status?.conditions ?? []).filter((condition) => condition.status === "True").map(described);
}

/** What the cluster warns of in the namespace, the last five. */
export async function smokeWarnings({ core }: Kubernetes): Promise<readonly string[]> {
  const { items } = await core.listNamespacedEvent({
    namespace: smokeNamespace,
    fieldSelector: "type=Warning",
  });
  return items
    .toSorted((one, other) => timeOf(one) - timeOf(other))
    .slice(-5)
    .map(({ involvedObject, reason, message }) =>
      `${involvedObject.name ?? "?"} ${reason ?? "?"}: ${message ?? ""}`.slice(0, 240),
    );
}

function timeOf({ lastTimestamp, eventTime }: CoreV1Event): number {
  return (lastTimestamp ?? eventTime)?.getTime() ?? 0;
}
