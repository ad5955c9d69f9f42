import { setHeaderOptions } from "@kubernetes/client-node/dist/middleware.js";
import { PatchStrategy } from "@kubernetes/client-node/dist/patch.js";
import { etcdAt } from "../../checks/clients/etcd";
import { openHttps, type Send } from "../../checks/clients/https";
import { kubernetesAt } from "../../checks/clients/kubernetes";
import type { GateContext } from "../../gates/context";
import { runGate } from "../../gates/gates";
import type { GateInput } from "../../gates/input";
import { memberOf } from "../../gates/membership";
import { operatorCredential } from "../../pki/bundle";
import { apiServerUrl, etcdClientUrl, etcdPeerUrl } from "../../topology/endpoints";
import type { NodeMachine } from "../../topology/plan";
import { recordingContext, type RecordingContext, untimed } from "../support/gate-context";
import { loopbackCluster } from "../support/loopback-cluster";
import { askForCertificate, create, decisionOn, register } from "../support/played-parts";

jest.setTimeout(120_000);

/** The kinds that the gates read, defined as loosely as an API server allows; real ones are a rehearsal's. */
const kinds = {
  ClusterVersion: ["config.openshift.io", "clusterversions"],
  ClusterOperator: ["config.openshift.io", "clusteroperators"],
  FeatureGate: ["config.openshift.io", "featuregates"],
  Infrastructure: ["config.openshift.io", "infrastructures"],
  Etcd: ["operator.openshift.io", "etcds"],
  KubeAPIServer: ["operator.openshift.io", "kubeapiservers"],
  KubeControllerManager: ["operator.openshift.io", "kubecontrollermanagers"],
  KubeScheduler: ["operator.openshift.io", "kubeschedulers"],
  MachineConfigPool: ["machineconfiguration.openshift.io", "machineconfigpools"],
} as const;
type Kind = keyof typeof kinds;

const version = "4.21.0-okd-scos.11";
const mco = "openshift-machine-config-operator";

/** One cluster goes through its boot in the order of these tests; what operators and kubelets do is played by hand. */
describe("the gates of OpenShift, against real API servers and etcd members", () => {
  const cluster = loopbackCluster(95, { controlPlanes: 1, workers: 1 });
  const { bundle } = cluster;
  const { bootstrap } = cluster.plan;
  const [master] = cluster.plan.controlPlanes as readonly [NodeMachine];
  const [worker] = cluster.plan.workers as readonly [NodeMachine];

  const context = recordingContext();
  const credential = operatorCredential(bundle, "break-glass");
  const kubernetes = { url: apiServerUrl(bootstrap), credential };
  const etcd = {
    bootstrapAddress: bootstrap.address,
    credential: operatorCredential(bundle, "etcd-operator"),
  };
  const made = {
    name: bootstrap.name,
    address: bootstrap.address,
    certificatesEnd: new Date(Date.now() + 86_400_000).toISOString(),
  };
  const send = openHttps(credential, context);
  const api = kubernetesAt(kubernetes.url, send);
  const founder = etcdAt(etcdClientUrl(bootstrap), openHttps(etcd.credential, context));

  afterAll(async () => {
    context.end();
    await cluster.remove();
  });

  it("bootkube: waits for the API and a stage, and reads statuses back that were written through their subresource", async () => {
    const input: GateInput<"bootkube"> = { kubernetes, bootstrap: made, until: "manifests", version };
    const lines = await linesOf(context, async () => {
      const reached = runGate(context, { name: "bootkube", operation: "create" }, input);
      cluster.startEtcd(bootstrap, { members: [bootstrap], state: "new" });
      cluster.startApiServer(bootstrap);
      await said(context, "bootkube: has not published its stages yet");
      await publish([{ name: "manifests", result: "running", lastError: "no matches for kind FeatureGate" }]);
      await said(context, "bootkube: manifests runs; last error: no matches for kind FeatureGate");
      for (const kind of Object.keys(kinds) as Kind[]) await define(kind);
      await publish([{ name: "manifests", result: "done" }]);
      // The status of an object that is created is dropped: it must be written by itself.
      await make("FeatureGate", "cluster", { status: { featureGates: [{ version }] } });
      await make("Infrastructure", "cluster");
      await said(
        context,
        /^seeds: FeatureGate cluster has no status for 4\.21\.0-okd-scos\.11 \(it has none\);/,
      );
      await report("FeatureGate", "cluster", { featureGates: [{ version, enabled: [], disabled: [] }] });
      await report("Infrastructure", "cluster", {
        apiServerInternalURI: "https://api-int.okd.example.com:6443",
        controlPlaneTopology: "HighlyAvailable",
        infrastructureTopology: "HighlyAvailable",
      });
      expect(await reached).toEqual({ bootkube: "manifests" });
    });
    expect(lines.at(-1)).toBe("seeds: are all there");
  });

  it("a bootstrap set of a day ago that is used late is refused where a goal is new, and not where it was reached", async () => {
    const late = { ...made, certificatesEnd: "2020-01-01T00:00:00.000Z" };
    const input: GateInput<"bootkube"> = { kubernetes, bootstrap: late, until: "manifests", version };
    await expect(runGate(context, { name: "bootkube", operation: "create" }, input)).rejects.toThrow(
      /the certificates of bootstrap have ended[^]*seen: {3}there is no ConfigMap kube-system\/bootstrap/,
    );
    const again = runGate(context, { name: "bootkube", operation: "update" }, input);
    await expect(again).resolves.toEqual({ bootkube: "manifests" });
  });

  it("openshiftControlPlane: decides on both requests, and waits for what the operators do", async () => {
    await allowRequests();
    const input: GateInput<"openshiftControlPlane"> = {
      kubernetes,
      etcd,
      bootstrap: made,
      node: namesOf(master),
    };
    const lines = await linesOf(context, async () => {
      const joined = runGate(context, { name: "openshiftControlPlane", operation: "create" }, input);
      await decided(await askFirst(master), "Approved");
      await register(api, master);
      await label(master, "master");
      await decided(await askServing(master, `DNS:${master.name},IP:${bootstrap.address}`), "Denied");
      await decided(await askServing(master, `DNS:${master.name},IP:${master.address}`), "Approved");
      await said(context, "etcd: master-0 is no member of etcd: the etcd operator has not added it yet");
      await founder.addLearner(etcdPeerUrl(master));
      cluster.startEtcd(master, { members: [bootstrap, master], state: "existing" });
      await promoted();
      cluster.startApiServer(master);
      expect(await joined).toEqual({ node: master.name, etcd: "voter" });
    });
    expect(lines).toContain("api: the API server of master-0 is ready");
    expect(lines.find((line) => line.startsWith("csr: denied"))).toMatch(
      /of system:node:master-0: names IP:127\.95\.0\.\d+, expected of DNS:master-0 \+ /,
    );
  });

  it("openshiftPivot: waits until nothing needs the bootstrap machine", async () => {
    const input: GateInput<"openshiftPivot"> = {
      kubernetes: { ...kubernetes, url: apiServerUrl(master) },
      etcd,
      bootstrap: made,
      controlPlanes: [namesOf(master)],
    };
    const nodeStatuses = [{ nodeName: master.name, currentRevision: 1 }];
    for (const kind of ["KubeAPIServer", "KubeControllerManager", "KubeScheduler"] as const) {
      await make(kind, "cluster");
      await report(kind, "cluster", { nodeStatuses });
    }
    await make("Etcd", "cluster");
    await api.core.createNamespace({ body: { metadata: { name: "openshift-etcd" } } });
    await api.core.createNamespacedConfigMap({
      namespace: "openshift-etcd",
      body: { metadata: { name: "etcd-endpoints" } },
    });
    await linesOf(context, async () => {
      const moved = runGate(context, { name: "openshiftPivot", operation: "create" }, input);
      await said(
        context,
        "pivot: 3 of 6 criteria hold, not yet: there is no ConfigMap kube-system/bootstrap; says nothing of EtcdBootstrapMemberRemoved; bootstrap is no control plane",
      );
      const name = "bootstrap";
      const body = { metadata: { name }, data: { status: "complete" } };
      await api.core.createNamespacedConfigMap({ namespace: "kube-system", body });
      const survivor = etcdAt(etcdClientUrl(master), openHttps(etcd.credential, context));
      await succeeds(async () => survivor.remove(memberOf(await survivor.members(), bootstrap)?.id ?? ""));
      const removed = { type: "EtcdBootstrapMemberRemoved", status: "True" };
      // The API server of the bootstrap machine has lost its etcd.
      await report("Etcd", "cluster", { conditions: [removed] }, apiServerUrl(master));
      expect(await moved).toEqual({ bootstrap: "complete" });
    });
  });

  it("openshiftSettled: waits until no operator has another revision to install, and for nothing when it is updated", async () => {
    const url = apiServerUrl(master);
    const input: GateInput<"openshiftSettled"> = {
      kubernetes: { ...kubernetes, url },
      etcd,
      node: namesOf(master),
    };
    await report("KubeScheduler", "cluster", { latestAvailableRevision: 2 }, url);
    const lines = await linesOf(context, async () => {
      await runGate(context, { name: "openshiftSettled", operation: "update" }, input);
      const settled = runGate(context, { name: "openshiftSettled", operation: "create" }, input);
      await said(context, /^settled: .*KubeScheduler is at revision 1 of 2 on master-0$/);
      for (const kind of ["KubeAPIServer", "KubeControllerManager", "KubeScheduler"] as const)
        await report(kind, "cluster", { latestAvailableRevision: 1 }, url);
      expect(await settled).toEqual({ node: master.name });
    });
    expect(lines.at(-1)).toBe("settled: master-0 is whole");
  });

  it("openshiftControlPlane, delete: keeps the last voter", async () => {
    const input: GateInput<"openshiftControlPlane"> = {
      kubernetes: { ...kubernetes, url: apiServerUrl(master) },
      etcd,
      bootstrap: made,
      node: namesOf(master),
    };
    const left = runGate(context, { name: "openshiftControlPlane", operation: "delete" }, input);
    await expect(left).rejects.toThrow(/master-0 is the last voting member of etcd/);
  });

  it("openshiftWorker: begins when the pool is rendered, and ends with a Ready worker that serves", async () => {
    const url = apiServerUrl(master);
    const input: GateInput<"openshiftWorker"> = {
      kubernetes: { ...kubernetes, url },
      node: namesOf(worker),
    };
    const lines = await linesOf(context, async () => {
      const joined = runGate(context, { name: "openshiftWorker", operation: "create" }, input);
      await said(context, "pool: there is no MachineConfigPool worker");
      const configuration = { name: "rendered-worker-1" };
      await make("MachineConfigPool", "worker", { spec: { configuration } }, url);
      await report("MachineConfigPool", "worker", { configuration }, url);
      await decided(await askFirst(worker, url), "Approved", url);
      await register(kubernetesAt(url, send), worker);
      await label(worker, "worker", url);
      await decided(
        await askServing(worker, `DNS:${worker.name},IP:${worker.address}`, url),
        "Approved",
        url,
      );
      expect(await joined).toEqual({ node: worker.name });
    });
    expect(lines.at(-1)).toBe("node: worker-0 is Ready");
  });

  it("openshiftVerify: ends when everything has held for half a minute", async () => {
    const url = apiServerUrl(master);
    const input: GateInput<"openshiftVerify"> = {
      plan: { controlPlanes: [namesOf(master)], workers: [namesOf(worker)] },
      minimumOperators: 1,
      kubernetes: { ...kubernetes, url },
    };
    const condition = (type: string, status: string) => ({ type, status });
    await make("ClusterVersion", "version", {}, url);
    const lines = await linesOf(context, async () => {
      const verified = runGate(hurried(context), { name: "openshiftVerify", operation: "create" }, input);
      await said(context, /^release: says nothing of Available/);
      const conditions = [condition("Available", "True"), condition("Failing", "False")];
      conditions.push(condition("Progressing", "False"));
      await report("ClusterVersion", "version", { conditions, desired: { version } }, url);
      await said(context, /cluster-operators: 0 operators, of at least 1$/);
      await make("ClusterOperator", "etcd", {}, url);
      const converged = [condition("Available", "True"), condition("Degraded", "False")];
      converged.push(condition("Progressing", "False"));
      await report("ClusterOperator", "etcd", { conditions: converged }, url);
      expect(await verified).toEqual({ cluster: "verified" });
    });
    expect(lines.at(-1)).toMatch(/^verify: all 5 checks have held for half a minute/);
  });

  it("openshiftWorker, delete: takes the node and its requests away", async () => {
    const url = apiServerUrl(master);
    const input = { kubernetes: { ...kubernetes, url }, node: namesOf(worker) };
    await runGate(context, { name: "openshiftWorker", operation: "delete" }, input);
    const left = kubernetesAt(url, send);
    expect((await left.core.listNode()).items.map(({ metadata }) => metadata?.name)).toEqual([master.name]);
    const { items } = await left.certificates.listCertificateSigningRequest();
    expect(items.map(({ spec }) => spec.username)).not.toContain(`system:node:${worker.name}`);
    expect(items.length).toBeGreaterThan(0);
  });

  async function publish(stages: readonly object[]): Promise<void> {
    const body = {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "hardway-bootkube", namespace: "kube-system" },
      data: { "stages.json": JSON.stringify(stages) },
    };
    await api.core.patchNamespacedConfigMap(
      { name: "hardway-bootkube", namespace: "kube-system", body, fieldManager: "test", force: true },
      setHeaderOptions("Content-Type", PatchStrategy.ServerSideApply),
    );
  }

  async function define(kind: Kind): Promise<void> {
    const [group, plural] = kinds[kind];
    const schema = { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } };
    await create(send, kubernetes.url, "customresourcedefinitions", {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: { name: `${plural}.${group}` },
      spec: {
        group,
        scope: "Cluster",
        names: { kind, plural, singular: kind.toLowerCase() },
        versions: [{ name: "v1", served: true, storage: true, schema, subresources: { status: {} } }],
      },
    });
    await until(async () => {
      const path = `/apis/${group}/v1/${plural}`;
      return (await send({ method: "GET", url: `${kubernetes.url}${path}` })).status === 200;
    });
  }

  function make(kind: Kind, name: string, content: object = {}, url = kubernetes.url): Promise<void> {
    const [group, plural] = kinds[kind];
    return create(send, url, plural, { apiVersion: `${group}/v1`, kind, metadata: { name }, ...content });
  }

  /** An operator's part: writes a status, and again where etcd has just lost its leader and the API does not answer. */
  function report(kind: Kind, name: string, status: object, url = kubernetes.url): Promise<void> {
    const [group, plural] = kinds[kind];
    return succeeds(async () => {
      const answer = await send({
        method: "PATCH",
        url: `${url}/apis/${group}/v1/${plural}/${name}/status`,
        headers: { "content-type": "application/merge-patch+json" },
        body: JSON.stringify({ status }),
      });
      if (answer.status !== 200) throw new Error(answer.text);
    });
  }

  /** What bootkube seeds for machines that are no nodes yet. */
  async function allowRequests(): Promise<void> {
    await api.core.createNamespace({ body: { metadata: { name: mco } } });
    await api.core.createNamespacedServiceAccount({
      namespace: mco,
      body: { metadata: { name: "node-bootstrapper" } },
    });
    const role = "system:node-bootstrapper";
    await create(send, kubernetes.url, "clusterrolebindings", {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: "system-bootstrap-node-bootstrapper" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role },
      subjects: [{ kind: "ServiceAccount", namespace: mco, name: "node-bootstrapper" }],
    });
  }

  function askFirst({ name }: NodeMachine, url = kubernetes.url): Promise<string> {
    const asking = as({ "impersonate-user": `system:serviceaccount:${mco}:node-bootstrapper` });
    return askForCertificate(kubernetesAt(url, asking), {
      subject: `/O=system:nodes/CN=system:node:${name}`,
    });
  }

  function askServing({ name }: NodeMachine, sans: string, url = kubernetes.url): Promise<string> {
    const user = `system:node:${name}`;
    const asking = as({ "impersonate-user": user, "impersonate-group": "system:nodes" });
    return askForCertificate(
      kubernetesAt(url, asking),
      { subject: `/O=system:nodes/CN=${user}`, extensions: [`subjectAltName=${sans}`] },
      { signerName: "kubernetes.io/kubelet-serving", usages: ["digital signature", "server auth"] },
    );
  }

  /** Whom the API server takes the requests for, with the groups that it gives that user itself. */
  function as(headers: Readonly<Record<string, string>>): Send {
    return (request) => send({ ...request, headers: { ...request.headers, ...headers } });
  }

  async function decided(name: string, type: "Approved" | "Denied", url = kubernetes.url): Promise<void> {
    expect((await decisionOn(kubernetesAt(url, send), name)).type).toBe(type);
  }

  /** The kubelet's part, as OpenShift's alone may play it. */
  async function label({ name }: NodeMachine, role: string, url = kubernetes.url): Promise<void> {
    await kubernetesAt(url, send).core.patchNode(
      { name, body: { metadata: { labels: { [`node-role.kubernetes.io/${role}`]: "" } } } },
      setHeaderOptions("Content-Type", PatchStrategy.MergePatch),
    );
  }

  /** The etcd operator's part: etcd refuses until the learner has caught up. */
  function promoted(): Promise<void> {
    return succeeds(async () => founder.promote(memberOf(await founder.members(), master)?.id ?? ""));
  }

  /** Repeats what is refused while etcd is busy with its last change. */
  function succeeds(change: () => Promise<void>): Promise<void> {
    return until(() =>
      change().then(
        () => true,
        () => false,
      ),
    );
  }

  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await context.clock.sleep(50, context.signal);
  }
});

function namesOf({ name, address, fqdn }: NodeMachine) {
  return { name, address, fqdn };
}

/** The lines that a gate says, without their times. */
async function linesOf({ lines }: RecordingContext, run: () => Promise<unknown>): Promise<readonly string[]> {
  const from = lines.length;
  await run();
  return lines.slice(from).map(untimed);
}

async function said(context: RecordingContext, line: string | RegExp): Promise<void> {
  const is = (said: string): boolean => (typeof line === "string" ? said === line : line.test(said));
  while (!context.lines.map(untimed).some(is)) await context.clock.sleep(20, context.signal);
}

/** A context whose time passes fifty times as fast, and whose looks come as often. */
function hurried(context: GateContext): GateContext {
  const { clock } = context;
  return {
    ...context,
    clock: {
      ...clock,
      now: () => clock.now() * 50,
      sleep: (ms, signal) => clock.sleep(ms / 50, signal),
    },
  };
}
