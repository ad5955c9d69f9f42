import { createServer, type Server } from "node:tls";
import { setHeaderOptions } from "@kubernetes/client-node/dist/middleware.js";
import { PatchStrategy } from "@kubernetes/client-node/dist/patch.js";
import { checks } from "../../checks/checks";
import { probeNamespace } from "../../checks/probe-pods/objects";
import { runProbePods } from "../../checks/probe-pods/run";
import { openHttps } from "../../checks/clients/https";
import { kubernetesAt, readinessAt } from "../../checks/clients/kubernetes";
import { failureOf, unlessMissing } from "../../checks/clients/failures";
import type { Verification } from "../../gates/checked-cluster";
import { status, verify } from "../../gates/verify";
import { credentialOf, operatorCredential } from "../../pki/bundle";
import { ledger } from "../../pki/ledger";
import { apiServerUrl } from "../../topology/endpoints";
import { nodesOf, type NodeMachine } from "../../topology/plan";
import { ports } from "../../topology/ports";
import { recordingContext } from "../support/gate-context";
import { loopbackCluster } from "../support/loopback-cluster";
import {
  holdLease,
  makeServiceAccount,
  placePod,
  register,
  reportEnded,
  reportNode,
  reportRunning,
} from "../support/played-parts";

jest.setTimeout(90_000);

/** A cluster of one control plane and one worker, of which the kubelets' and controllers' parts are played by hand. */
describe("the checks, against a real API server and etcd", () => {
  const cluster = loopbackCluster(93, { controlPlanes: 1, workers: 1 });
  const { bundle, plan } = cluster;
  const [master] = plan.controlPlanes as readonly [NodeMachine];
  const [worker] = plan.workers as readonly [NodeMachine];
  const context = recordingContext();
  const credential = operatorCredential(bundle, "break-glass");
  const url = apiServerUrl(master);
  const api = kubernetesAt(url, openHttps(credential, context));
  const kubelets: Server[] = [];
  const input: Verification = {
    // There is no load balancer here; the one API server answers in its place.
    plan: {
      ...plan,
      families: [...plan.families],
      api: { ...plan.api, address: master.address },
      etcdMembers: [...plan.controlPlanes],
      loadBalancers: [{ name: "lb-0", address: master.address }],
      controlPlanes: [...plan.controlPlanes],
      workers: [...plan.workers],
    },
    kubernetes: { url, credential },
    etcd: { credential: operatorCredential(bundle, "etcd-operator") },
    kubelets: { authorityPem: bundle.authorities["kubelet-serving"].certificatePem },
    certificates: ledger([bundle]).filter(({ name }) => name.startsWith("authority/")),
    probeImage: "localhost/k8s:1",
  };

  beforeAll(async () => {
    cluster.startEtcd(master, { members: [master], state: "new" });
    cluster.startApiServer(master);
    await until(async () => (await readinessAt(url, api.send)).ready);
    // The API server makes the Service of its own a moment after it says that it is ready.
    const service = { name: "kubernetes", namespace: "default" };
    await until(async () => (await unlessMissing(api.core.readNamespacedService(service))) !== undefined);
  });
  afterAll(async () => {
    context.end();
    for (const kubelet of kubelets) kubelet.close();
    await cluster.remove();
  });

  it("find everything missing in a cluster that has only just begun", async () => {
    const { text, healthy } = await statusWhile(playKubelet("dns=\nservice=\n"));
    expect(healthy).toBe(false);
    expect(marks(text)).toEqual({
      "etcd-members": "OK",
      "api-servers-ready": "OK",
      "leader-leases": "FAIL",
      "nodes-ready": "FAIL",
      "kube-proxy": "FAIL",
      coredns: "FAIL",
      "dns-in-pods": "FAIL",
      "service-across-nodes": "FAIL",
      certificates: "FAIL",
      "certificate-requests": "OK",
    });
    expect(text).toContain("master-0 is missing; worker-0 is missing");
    expect(text).toContain("kube-controller-manager: nobody leads; kube-scheduler: nobody leads");
    expect(text).toContain("there is no Deployment kube-system/coredns");
    expect(text).toMatch(/kubelet of worker-0: connect ECONNREFUSED/);
    expect(text).toContain("on worker-0, kubernetes.default is unknown, expected 10.96.0.1");
  });

  it("hold in a healthy cluster, and verify shows each as it comes true", async () => {
    for (const node of nodesOf(plan)) {
      await register(api, node);
      serveKubelet(node);
      await runSystemPod(`kube-proxy-${node.name}`, node);
    }
    for (const name of ["kube-controller-manager", "kube-scheduler"])
      await holdLease(api, name, {
        holderIdentity: `${master.name}_1`,
        renewTime: new Date(Date.now() + 60_000),
      });
    const playing = playKubelet("dns=10.96.0.1\nservice=SERVER\n");
    const verified = verify(context, input);
    await until(() =>
      Promise.resolve(
        context.lines.some((line) =>
          line.includes(`${checks.length - 1} of ${checks.length} checks hold, not yet coredns`),
        ),
      ),
    );
    await deployCoreDns();
    expect(await verified).toEqual({ cluster: "verified" });
    playing.abort();
    expect(context.lines.at(-1)).toContain(`verify: all ${checks.length} checks hold`);
    expect(context.lines).toContain(
      "OK    DNS answers inside a pod: kubernetes.default is 10.96.0.1 on worker-0",
    );
    expect(context.lines.find((line) => line.includes("every certificate"))).toMatch(
      /OK .* 11 certificates; the first to expire is .*: 36[45] days left/,
    );
  });

  it("leave no pod behind when they are interrupted", async () => {
    const ending = new AbortController();
    const run = {
      id: "cut",
      image: "image",
      clientNode: worker.name,
      serverNode: master.name,
      families: plan.families,
    };
    const ran = runProbePods(api, run, ending.signal);
    const read = (): Promise<unknown> =>
      api.core.readNamespacedPod({ namespace: probeNamespace, name: "client-cut" });
    await until(async () => (await read()) !== undefined);
    ending.abort(new Error("interrupted"));
    await expect(ran).rejects.toThrow();
    expect((await api.core.listNamespacedPod({ namespace: probeNamespace })).items).toEqual([]);
  });

  it("leave no pod and no Service behind", async () => {
    expect((await api.core.listNamespacedPod({ namespace: probeNamespace })).items).toEqual([]);
    // The garbage collector of the controller manager, which is not here, deletes what the pod owned.
    const { items } = await api.core.listNamespacedService({ namespace: probeNamespace });
    expect(items.every(({ metadata }) => metadata?.ownerReferences?.[0]?.kind === "Pod")).toBe(true);
  });

  it("name what is wrong, where", async () => {
    // However long it takes until the lease is looked at, it is this old.
    const now = new Date();
    await reportNode(api, worker, "False");
    await api.core.createNode({ body: { metadata: { name: "stranger" } } });
    await holdLease(api, "kube-scheduler", { holderIdentity: "bootstrap_1", renewTime: new Date() });
    await holdLease(api, "kube-controller-manager", {
      holderIdentity: "master-0_1",
      renewTime: new Date(now.getTime() - 60_000),
    });
    const { text } = await statusWhile(playKubelet("dns=10.96.0.99\nservice=SERVER\n"), () => now);
    expect(text).toContain("worker-0 is not Ready (KubeletNotReady); stranger is not in the plan");
    expect(text).toContain("kube-scheduler: bootstrap_1 leads, which is no control plane");
    expect(text).toContain("kube-controller-manager: master-0 has not renewed its lease for 60 s");
    expect(text).toContain("on worker-0, kubernetes.default is 10.96.0.99, expected 10.96.0.1");
    expect(text.split("\n").at(-1)).toBe(`${checks.length - 3} ok, 0 warnings, 3 failed`);
  });

  it("say so, each for itself, where the cluster does not answer at all", async () => {
    const gone = { ...input, kubernetes: { ...input.kubernetes, url: "https://127.93.0.99:6443" } };
    const { text, healthy } = await status(context, gone);
    expect(healthy).toBe(false);
    expect(text).toMatch(/FAIL {2}the nodes are those of the plan, and Ready: connection refused/);
  });

  async function statusWhile(
    playing: AbortController,
    date = context.clock.date,
  ): Promise<{ text: string; healthy: boolean }> {
    try {
      return await status({ ...context, clock: { ...context.clock, date } }, input);
    } finally {
      playing.abort();
    }
  }

  /** Ends each client pod with this message, until it is told to stop; SERVER stands for the run's server. */
  function playKubelet(message: string): AbortController {
    const playing = new AbortController();
    const signal = AbortSignal.any([playing.signal, context.signal]);
    const play = async (): Promise<void> => {
      while (!signal.aborted) {
        await endClients(message);
        await context.clock.sleep(50, signal).catch(() => undefined);
      }
    };
    void play();
    return playing;
  }

  async function endClients(message: string): Promise<void> {
    try {
      await makeServiceAccount(api, probeNamespace);
    } catch (error) {
      // The namespace is not there yet, or has its service account.
      if (failureOf(error) === undefined) throw error;
    }
    for (const { metadata, status: state } of (
      await api.core.listNamespacedPod({ namespace: probeNamespace })
    ).items) {
      const name = metadata?.name ?? "";
      if (!name.startsWith("client-") || state?.phase === "Succeeded") continue;
      const server = name.replace("client", "server");
      await reportEnded(api, { name, namespace: probeNamespace }, message.replace("SERVER", server));
    }
  }

  function serveKubelet(node: NodeMachine): void {
    const { certificatePem, keyPem } = credentialOf(bundle, "kubelet-serving", node);
    const kubelet = createServer({ cert: certificatePem, key: keyPem });
    kubelets.push(kubelet.listen(ports.kubelet, node.address));
  }

  async function runSystemPod(name: string, node: NodeMachine): Promise<void> {
    const pod = { namespace: "kube-system", name };
    if (node.name === master.name) await makeServiceAccount(api, pod.namespace);
    await placePod(api, pod, { node: node.name, labels: { "k8s-app": "kube-proxy" } });
    await reportRunning(api, pod);
  }

  async function deployCoreDns(): Promise<void> {
    const key = { name: "coredns", namespace: "kube-system" };
    const labels = { "k8s-app": "kube-dns" };
    const template = { metadata: { labels }, spec: { containers: [{ name: "coredns", image: "coredns" }] } };
    const spec = { replicas: 2, selector: { matchLabels: labels }, template };
    await api.apps.createNamespacedDeployment({
      namespace: key.namespace,
      body: { metadata: { name: key.name }, spec },
    });
    await api.apps.patchNamespacedDeploymentStatus(
      { ...key, body: { status: { replicas: 2, readyReplicas: 2, availableReplicas: 2 } } },
      setHeaderOptions("Content-Type", PatchStrategy.MergePatch),
    );
  }

  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds().catch(() => false))) await context.clock.sleep(50, context.signal);
  }
});

/** The marks of a status table by the checks' ids. */
function marks(text: string): Readonly<Record<string, string>> {
  const sentences = new Map(checks.map(({ id, sentence }) => [sentence, id]));
  const lines = [...text.matchAll(/^(OK|WARN|FAIL) +([^:]+): /gm)];
  return Object.fromEntries(
    lines.map(([, mark = "", sentence = ""]) => [sentences.get(sentence) ?? sentence, mark]),
  );
}
