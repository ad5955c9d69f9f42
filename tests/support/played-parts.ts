import type {
  V1CertificateSigningRequest,
  V1CertificateSigningRequestCondition,
} from "@kubernetes/client-node";
import { setHeaderOptions } from "@kubernetes/client-node/dist/middleware.js";
import { PatchStrategy } from "@kubernetes/client-node/dist/patch.js";
import { setTimeout as delay } from "node:timers/promises";
import type { Send } from "../../checks/clients/https";
import type { Kubernetes } from "../../checks/clients/kubernetes";
import type { PlannedMachine } from "../../checks/check";
import { versions } from "../../tools/versions";
import { certificateRequest, type RequestedCertificate } from "./certificate-request";

/** What kubelets and controllers do in a cluster, done by hand where a test has an API server alone. */

const mergePatch = setHeaderOptions("Content-Type", PatchStrategy.MergePatch);

/** A key of a namespaced object. */
export interface Key {
  readonly namespace: string;
  readonly name: string;
}

/** A kubelet's part: a Node, then a report that all is well. */
export async function register({ core }: Kubernetes, { name, address }: PlannedMachine): Promise<void> {
  await core.createNode({ body: { metadata: { name } } });
  await reportNode({ core }, { name, address }, "True");
}

/** A kubelet's part: whether its node is Ready, and of which Kubernetes it is. */
export async function reportNode(
  { core }: Pick<Kubernetes, "core">,
  { name, address }: PlannedMachine,
  status: "True" | "False",
): Promise<void> {
  const ready = { type: "Ready", status, reason: status === "True" ? "KubeletReady" : "KubeletNotReady" };
  const nodeInfo = { kubeletVersion: `v${versions.kubernetes}` };
  const body = { status: { conditions: [ready], addresses: [{ type: "InternalIP", address }], nodeInfo } };
  await core.patchNodeStatus({ name, body }, mergePatch);
}

/** A kubelet's part: the pod runs and is ready. */
export async function reportRunning({ core }: Kubernetes, pod: Key): Promise<void> {
  const body = { status: { phase: "Running", conditions: [{ type: "Ready", status: "True" }] } };
  await core.patchNamespacedPodStatus({ ...pod, body }, mergePatch);
}

/** A kubelet's part: the pod's one container has ended and left this message. */
export async function reportEnded({ core }: Kubernetes, pod: Key, message: string): Promise<void> {
  const state = { terminated: { exitCode: 0, message } };
  const containerStatuses = [{ name: "probe", image: "", imageID: "", ready: false, restartCount: 0, state }];
  await core.patchNamespacedPodStatus(
    { ...pod, body: { status: { phase: "Succeeded", containerStatuses } } },
    mergePatch,
  );
}

/** The controller manager's part: without it the API refuses pods in a namespace. */
export async function makeServiceAccount({ core }: Kubernetes, namespace: string): Promise<void> {
  await core.createNamespacedServiceAccount({ namespace, body: { metadata: { name: "default" } } });
}

/** The scheduler's part, done beforehand: a pod on a node. */
export async function placePod(
  { core }: Kubernetes,
  { namespace, name }: Key,
  { node, labels }: { readonly node: string; readonly labels: Record<string, string> },
): Promise<void> {
  const spec = {
    nodeName: node,
    terminationGracePeriodSeconds: 0,
    automountServiceAccountToken: false,
    containers: [{ name: "app", image: "app" }],
  };
  await core.createNamespacedPod({ namespace, body: { metadata: { name, labels }, spec } });
}

/** A leading program's part: it holds its lease since `renewTime`. */
export async function holdLease(
  { coordination }: Kubernetes,
  name: string,
  { holderIdentity, renewTime }: { readonly holderIdentity: string; readonly renewTime: Date },
): Promise<void> {
  const body = {
    apiVersion: "coordination.k8s.io/v1",
    kind: "Lease",
    metadata: { name },
    spec: {
      holderIdentity,
      leaseDurationSeconds: 15,
      renewTime: renewTime.toISOString().replace("Z", "000Z"),
    },
  };
  await coordination.patchNamespacedLease(
    { name, namespace: "kube-system", body, fieldManager: "test", force: true },
    setHeaderOptions("Content-Type", PatchStrategy.ServerSideApply),
  );
}

/** A kubelet's part: asks for a client certificate; resolves to the name of the request. */
export async function askForCertificate(
  { certificates }: Pick<Kubernetes, "certificates">,
  asked: RequestedCertificate,
  spec: Partial<V1CertificateSigningRequest["spec"]> = {},
): Promise<string> {
  const { metadata } = await certificates.createCertificateSigningRequest({
    body: {
      metadata: { generateName: "csr-" },
      spec: {
        request: Buffer.from(certificateRequest(asked)).toString("base64"),
        signerName: "kubernetes.io/kube-apiserver-client-kubelet",
        usages: ["digital signature", "client auth"],
        ...spec,
      },
    },
  });
  return metadata?.name ?? "";
}

/** Waits until somebody has decided on a certificate request. */
export async function decisionOn(
  { certificates }: Pick<Kubernetes, "certificates">,
  name: string,
): Promise<V1CertificateSigningRequestCondition> {
  for (;;) {
    const { status } = await certificates.readCertificateSigningRequest({ name });
    const [condition] = status?.conditions ?? [];
    if (condition !== undefined) return condition;
    await delay(50);
  }
}

/** An administrator's part: creates an object of no typed client; `resources` is its plural name, or a path to it. */
export async function create(
  send: Send,
  url: string,
  resources: string,
  object: { readonly apiVersion: string; readonly kind: string; readonly [field: string]: unknown },
): Promise<void> {
  const { status, text } = await send({
    method: "POST",
    url: `${url}/apis/${object.apiVersion}/${resources}`,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(object),
  });
  if (status !== 201) throw new Error(text);
}
