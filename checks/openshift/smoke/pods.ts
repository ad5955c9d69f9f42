import type { V1Deployment, V1Pod } from "@kubernetes/client-node";
import { always, counted, findingOf } from "../../check";
import type { Kubernetes } from "../../clients/kubernetes";
import { described } from "../conditions";
import { type SmokeCheck, withRelease } from "./check";
import { answerPage, portName, restrictedScc, smokeKey, smokeNamespace } from "./objects";

/** The scheduler, the kubelets, the runtime and the pull of an image work. */
export const deploymentAvailable: SmokeCheck = {
  id: "deployment-available",
  sentence: "a Deployment is available, each of its pods on another node",
  why: "it takes admission, the controllers, the scheduler, the pull of an image and a kubelet that reaches its pod",
  appliesTo: always,
  probe: async ({ kubernetes }) => {
    const [deployment, pods] = await Promise.all([
      kubernetes.apps.readNamespacedDeployment(smokeKey),
      smokePods(kubernetes),
    ]);
    const wanted = deployment.spec?.replicas ?? 0;
    const available = deployment.status?.availableReplicas ?? 0;
    const isAvailable = wanted > 0 && available >= wanted;
    const nodes = pods.map(({ spec }) => spec?.nodeName ?? "no node").sort();
    const reasons = [...refusals(deployment), ...pods.flatMap(whatItWaitsFor)];
    return findingOf(
      isAvailable ? [] : [`${available} of ${counted(wanted, "pod")} available`, ...reasons],
      `${counted(available, "pod")} on ${nodes.join(", ")}`,
    );
  },
};

/** The constraint of OpenShift that pods of any user run under. */
export const podsRestricted: SmokeCheck = {
  id: "pods-restricted",
  sentence: `the pods were admitted by the constraint ${restrictedScc}`,
  why: "users without further rights have no other, so it decides whether their pods run at all",
  appliesTo: withRelease,
  probe: async ({ kubernetes }) => {
    const pods = await smokePods(kubernetes);
    const others = pods
      .map(({ metadata }) => ({ name: metadata?.name, scc: metadata?.annotations?.["openshift.io/scc"] }))
      .filter(({ scc }) => scc !== restrictedScc);
    return findingOf(
      pods.length === 0
        ? ["there is no pod yet"]
        : others.map(({ name = "?", scc = "none" }) => `${name} was admitted by ${scc}`),
      counted(pods.length, "pod"),
    );
  },
};

/** API servers reach pods behind a Service. */
export const serviceAnswers: SmokeCheck = {
  id: "service-answers",
  sentence: "the Service has a pod answer, through an API server",
  why: "it takes the Service's endpoints, and the pod network from a control plane to the pod's node",
  appliesTo: always,
  probe: async ({ kubernetes }) => {
    const answer = await kubernetes.core.connectGetNamespacedServiceProxyWithPath({
      namespace: smokeNamespace,
      name: `${smokeKey.name}:${portName}`,
      path: answerPage,
    });
    return findingOf(notFromAPod(answer, await smokePods(kubernetes)), `${answer.trim()} answers`);
  },
};

/** The pods that the Deployment has. */
export async function smokePods({ core }: Pick<Kubernetes, "core">): Promise<readonly V1Pod[]> {
  return (await core.listNamespacedPod({ namespace: smokeNamespace })).items;
}

/** What is wrong with an answer: a pod says its own name, and nobody else does. */
export function notFromAPod(answer: string, pods: readonly V1Pod[]): readonly string[] {
  const isFromAPod = pods.some(({ metadata }) => metadata?.name === answer.trim());
  return isFromAPod ? [] : [`${JSON.stringify(answer.slice(0, 60))} answers, which is the name of no pod`];
}

/** Why pods are not even made: what a quota or a constraint refuses. */
function refusals({ status }: V1Deployment): readonly string[] {
  return (status?.conditions ?? [])
    .filter((condition) => condition.type === "ReplicaFailure" && condition.status === "True")
    .map(described);
}

/** Why a pod does not run: it has no node, or its container waits, in the words of the scheduler or the kubelet. */
function whatItWaitsFor({ metadata, status }: V1Pod): readonly string[] {
  const unplaced = (status?.conditions ?? [])
    .filter((condition) => condition.type === "PodScheduled" && condition.status === "False")
    .map(described);
  const waiting = (status?.containerStatuses ?? []).flatMap(({ state }) =>
    state?.waiting?.reason === undefined
      ? []
      : [`${state.waiting.reason} ${state.waiting.message?.slice(0, 160) ?? ""}`.trim()],
  );
  return [...unplaced, ...waiting].map((reason) => `${metadata?.name ?? "?"}: ${reason}`);
}
