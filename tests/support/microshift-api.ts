import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setHeaderOptions } from "@kubernetes/client-node/dist/middleware.js";
import { PatchStrategy } from "@kubernetes/client-node/dist/patch.js";
import { openHttps, type Send } from "../../checks/clients/https";
import { type Kubernetes, kubernetesAt } from "../../checks/clients/kubernetes";
import { operatorKubeconfig } from "../../manifests/kubeconfig";
import { clusterRoles } from "../../manifests/openshift/objects/rbac";
import { operatorCredential } from "../../pki/bundle";
import { apiServerUrl } from "../../topology/endpoints";
import { recordingContext } from "./gate-context";
import { loopbackCluster } from "./loopback-cluster";
import { manifestsIn, openshiftApi } from "./openshift-api";
import { create, reportRunning } from "./played-parts";
import { type RunningProgram, startProgram } from "./program";
import { temporaryFolder } from "./temporary-folder";

/**
 * The API that a MicroShift cluster has, as far as upstream's programs make it: etcd, API server, controllers, the real
 * definitions of Route and SecurityContextConstraints. Scheduler and kubelets are played: every pod that admission lets
 * in is reported to be ready. OpenShift's own admission is not there.
 */
export interface MicroshiftApi {
  readonly url: string;
  readonly address: string;
  /** The authority of the API server, PEM. */
  readonly authorityPem: string;
  readonly api: Kubernetes;
  readonly send: Send;
  /** Of an administrator. */
  readonly kubeconfigFile: string;
  /** Waits until something holds; what fails while a program starts is not yet so. */
  readonly until: (holds: () => Promise<boolean>) => Promise<void>;
  readonly remove: () => Promise<void>;
}

const controllers = [
  ...["namespace-controller", "serviceaccount-controller", "garbage-collector-controller"],
  ...["deployment-controller", "replicaset-controller", "daemonset-controller"],
] as const;

const mergePatch = setHeaderOptions("Content-Type", PatchStrategy.MergePatch);

/** Starts it on the loopback network of that number, with nodes of these labels. */
export async function startMicroshiftApi(
  number: number,
  nodes: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Promise<MicroshiftApi> {
  const cluster = loopbackCluster(number, { controlPlanes: 1, workers: 0 });
  const { plan, bundle } = cluster;
  const { bootstrap } = plan;
  const context = recordingContext();
  const url = apiServerUrl(bootstrap);
  const send = openHttps(operatorCredential(bundle, "break-glass"), context);
  const api = kubernetesAt(url, send);
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds().catch(() => false))) await context.clock.sleep(100, context.signal);
  };
  const answers = (path: string) => async () =>
    (await send({ method: "GET", url: `${url}${path}` })).status === 200;
  const folder = temporaryFolder("microshift-api");
  const kubeconfigFile = join(folder, "kubeconfig");
  writeFileSync(kubeconfigFile, operatorKubeconfig(plan, bundle, "break-glass", url), { mode: 0o600 });

  cluster.startEtcd(bootstrap, { members: [bootstrap], state: "new" });
  cluster.startApiServer(bootstrap);
  await until(answers("/readyz"));
  await define(send, url);
  await until(answers("/apis/route.openshift.io/v1/routes"));
  await until(answers("/apis/security.openshift.io/v1/securitycontextconstraints"));
  for (const [name, labels] of Object.entries(nodes)) {
    await api.core.createNode({ body: { metadata: { name, labels } } });
    // The lifecycle controller's part, for which the node would have to be heard of.
    await api.core.patchNode({ name, body: { spec: { taints: null } } }, mergePatch);
  }
  const managers: RunningProgram = startProgram(
    "kube-controller-manager",
    {
      kubeconfig: kubeconfigFile,
      "bind-address": bootstrap.address,
      "cert-dir": folder,
      "leader-elect": "false",
      controllers,
    },
    folder,
  );
  const playing = playKubelets();
  return {
    url,
    address: bootstrap.address,
    authorityPem: bundle.authorities.kubernetes.certificatePem,
    api,
    send,
    kubeconfigFile,
    until,
    remove: async () => {
      context.end();
      await playing;
      await managers.stop("SIGKILL");
      await cluster.remove();
    },
  };

  /** Until the context ends: every pod that is there runs and is ready; one that is to go is gone. */
  async function playKubelets(): Promise<void> {
    const pause = (): Promise<boolean> =>
      context.clock.sleep(100, context.signal).then(
        () => true,
        () => false,
      );
    // A pod may be gone between the list and the report, and is then no longer in the next list.
    while (await pause()) await playOnce().catch(() => undefined);
  }

  async function playOnce(): Promise<void> {
    const { items } = await api.core.listPodForAllNamespaces();
    for (const { metadata, status } of items) {
      const pod = { namespace: metadata?.namespace ?? "", name: metadata?.name ?? "" };
      if (metadata?.deletionTimestamp !== undefined)
        await api.core.deleteNamespacedPod({ ...pod, gracePeriodSeconds: 0 });
      else if (status?.phase !== "Running") await reportRunning(api, pod);
    }
  }
}

/** What MicroShift itself defines before anything else: two kinds, and the roles of the default constraints. */
async function define(send: Send, url: string): Promise<void> {
  const { payloadManifests, routeManifests } = await openshiftApi();
  const crds = [...manifestsIn(routeManifests), ...manifestsIn(`${payloadManifests}/crds`)].filter(
    ({ metadata }) =>
      ["routes.route.openshift.io", "securitycontextconstraints.security.openshift.io"].includes(
        metadata.name,
      ),
  );
  for (const crd of crds)
    await create(send, url, "customresourcedefinitions", {
      ...crd,
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
    });
  for (const role of clusterRoles.filter(({ metadata }) => metadata.name.includes(":scc:")))
    await create(send, url, "clusterroles", { ...role });
}
