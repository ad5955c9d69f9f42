import { openHttps } from "../../checks/clients/https";
import { kubernetesAt } from "../../checks/clients/kubernetes";
import { runGate } from "../../gates/gates";
import type { GateContext } from "../../gates/context";
import type { GateInput } from "../../gates/input";
import { credentialOf, operatorCredential } from "../../pki/bundle";
import { apiServerUrl } from "../../topology/endpoints";
import type { Machine, NodeMachine } from "../../topology/plan";
import { recordingContext, type RecordingContext, untimed } from "../support/gate-context";
import { loopbackCluster } from "../support/loopback-cluster";
import {
  askForCertificate,
  create,
  decisionOn,
  holdLease,
  makeServiceAccount,
  placePod,
  register,
  reportRunning,
} from "../support/played-parts";
import type { RunningProgram } from "../support/program";

jest.setTimeout(90_000);

/** One cluster goes through its boot in the order of these tests; the kubelets' part is played by hand. */
describe("the gates, against real API servers and etcd members", () => {
  const cluster = loopbackCluster(92);
  const { bundle } = cluster;
  const { bootstrap } = cluster.plan;
  const [master] = cluster.plan.controlPlanes as readonly [NodeMachine];
  const [worker, other] = cluster.plan.workers as readonly [NodeMachine, NodeMachine];

  const context = recordingContext();
  const credential = operatorCredential(bundle, "break-glass");
  const kubernetes = { url: apiServerUrl(bootstrap), credential };
  const etcd = {
    bootstrapAddress: bootstrap.address,
    credential: operatorCredential(bundle, "etcd-operator"),
  };
  const api = kubernetesAt(kubernetes.url, openHttps(credential, context));
  const workerInput: GateInput<"worker"> = { kubernetes, node: { name: worker.name, labels: { zone: "a" } } };
  let bootstrapServer: RunningProgram;

  afterAll(async () => {
    context.end();
    await cluster.remove();
  });

  it("api: waits until the API server is ready, and says what it sees meanwhile", async () => {
    const lines = await linesOf(context, async () => {
      const input = { first: bootstrap, kubernetes };
      const reached = runGate(context, { name: "api", operation: "create" }, input);
      cluster.startEtcd(bootstrap, { members: [bootstrap], state: "new" });
      bootstrapServer = cluster.startApiServer(bootstrap);
      expect(await reached).toEqual({ api: "ready" });
    });
    expect(lines[0]).toBe("api: connection refused");
    expect(lines.at(-1)).toBe("api: the API behind the load balancer is ready");
  });

  it("worker: approves the request of the plan's machine, denies what deviates, labels the node", async () => {
    await api.core.readNamespace({ name: "default" });
    await allowRequests();
    const asked = await askAs(worker, `/O=system:nodes/CN=system:node:${worker.name}`);
    const greedy = await askAs(worker, `/O=system:masters/CN=system:node:${worker.name}`);
    const foreign = await askAs(other, `/O=system:nodes/CN=system:node:${worker.name}`);
    const unrelated = await askAs(other, `/O=system:nodes/CN=system:node:${other.name}`);

    const lines = await linesOf(context, async () => {
      const joined = runGate(context, { name: "worker", operation: "create" }, workerInput);
      await settled(asked, "Approved");
      await register(api, worker);
      expect(await joined).toEqual({ node: worker.name });
    });

    await settled(greedy, "Denied");
    await settled(foreign, "Denied");
    expect(
      (await api.certificates.readCertificateSigningRequest({ name: unrelated })).status?.conditions,
    ).toBe(undefined);
    expect(lines).toContain(`csr: approved ${asked} of system:bootstrap:worker-0`);
    expect(lines.find((line) => line.startsWith(`csr: denied ${greedy}`))).toMatch(
      /subject .*O=system:masters/,
    );
    expect(lines.find((line) => line.startsWith(`csr: denied ${foreign}`))).toMatch(
      /requester system:bootstrap:worker-1, expected system:bootstrap:worker-0/,
    );
    const { metadata } = await api.core.readNode({ name: worker.name });
    expect(metadata?.labels).toMatchObject({ zone: "a", "node-role.kubernetes.io/worker": "" });
  });

  it("worker: finds everything done when it is run again, and denies a second certificate", async () => {
    const second = await askAs(worker, `/O=system:nodes/CN=system:node:${worker.name}`);
    const lines = await linesOf(context, () =>
      runGate(context, { name: "worker", operation: "update" }, workerInput),
    );
    expect(lines).toEqual([
      expect.stringContaining(`csr: denied ${second} of system:bootstrap:worker-0: the node is Ready`),
      "node: worker-0 is Ready",
    ]);
  });

  it("worker, delete: evicts what may move, holds to disruption budgets for a time, and says so", async () => {
    await makeServiceAccount(api, "default");
    for (const name of ["free", "held"]) {
      await placePod(api, { namespace: "default", name }, { node: worker.name, labels: { app: name } });
      // Evictions of pods that never ran are always allowed.
      await reportRunning(api, { namespace: "default", name });
    }
    await protect({ app: "held" });
    const lines = await linesOf(context, () =>
      runGate(hurried(context), { name: "worker", operation: "delete" }, workerInput),
    );
    expect(lines).toContain(
      "drain: 1 pods of worker-0 have to end, held by disruption budgets: default/held",
    );
    expect(lines.find((line) => line.startsWith("drain: worker-0 goes all the same"))).toBeDefined();
    expect(lines.at(-1)).toBe("node: worker-0 is deleted");
    expect((await api.core.listNode()).items).toEqual([]);
    expect((await api.core.listNamespacedPod({ namespace: "default" })).items).toEqual([]);
  });

  it("worker, delete: succeeds where the node is gone already", async () => {
    const left = runGate(context, { name: "worker", operation: "delete" }, workerInput);
    expect(await left).toEqual({ node: worker.name });
  });

  it("join: makes a machine a voter, a labelled node and an API server of its own", async () => {
    const input: GateInput<"join"> = { kubernetes, etcd, node: { ...machineOf(master), labels: {} } };
    const lines = await linesOf(context, async () => {
      const joined = runGate(context, { name: "join", operation: "create" }, input);
      const asked = await askAs(master, `/O=system:nodes/CN=system:node:${master.name}`);
      await settled(asked, "Approved");
      await register(api, master);
      cluster.startEtcd(master, { members: [bootstrap, master], state: "existing" });
      await said(context, "etcd: master-0 is a voting member");
      cluster.startApiServer(master);
      expect(await joined).toEqual({ node: master.name, etcd: "voter" });
    });
    expect(lines).toContain("etcd: master-0 is a learner, its etcd has not started");
    expect(lines).toContain("api: the API server of master-0 is ready");
    const { metadata } = await api.core.readNode({ name: master.name });
    expect(metadata?.labels).toHaveProperty(["node-role.kubernetes.io/control-plane"]);
  });

  it("pivot: drains the bootstrap machine, frees its leases, takes its member out, and says complete", async () => {
    const remaining = { url: apiServerUrl(master), credential };
    const survivor = kubernetesAt(remaining.url, openHttps(credential, context));
    const renewTime = new Date();
    await holdLease(api, "kube-scheduler", { holderIdentity: `${bootstrap.name}_1`, renewTime });
    await holdLease(api, "kube-controller-manager", { holderIdentity: "master-0_2", renewTime });
    const input: GateInput<"pivot"> = {
      kubernetes: remaining,
      etcd,
      bootstrap: machineOf(bootstrap),
      controlPlanes: [machineOf(master)],
    };
    const lines = await linesOf(context, async () => {
      const moved = runGate(context, { name: "pivot", operation: "create" }, input);
      await said(context, "pivot: bootstrap is told: draining");
      await bootstrapServer.stop();
      expect(await moved).toEqual({ bootstrap: "complete" });
    });
    const order = [
      "pivot: the API server of bootstrap is gone",
      "pivot: lease kube-controller-manager is not held by bootstrap",
      "pivot: lease kube-scheduler is free",
      "etcd: bootstrap is no member",
      "pivot: bootstrap is told: complete",
    ];
    expect(lines.filter((line) => order.includes(line))).toEqual(order);
    const { spec } = await survivor.coordination.readNamespacedLease({
      name: "kube-scheduler",
      namespace: "kube-system",
    });
    expect(spec?.holderIdentity).toBe("");

    const again = await linesOf(context, () =>
      runGate(context, { name: "pivot", operation: "update" }, input),
    );
    expect(again).toEqual(["pivot: complete already"]);
  });

  it("join, delete: refuses to take the last member, and leaves all as it was", async () => {
    const remaining = { url: apiServerUrl(master), credential };
    const input = { kubernetes: remaining, etcd, node: { ...machineOf(master), labels: {} } };
    await expect(runGate(context, { name: "join", operation: "delete" }, input)).rejects.toThrow(
      /master-0 cannot leave etcd[^]*last voting member/,
    );
    const survivor = kubernetesAt(remaining.url, openHttps(credential, context));
    expect((await survivor.core.readNode({ name: master.name })).spec?.unschedulable).toBe(undefined);
  });

  async function allowRequests(): Promise<void> {
    await create(api.send, kubernetes.url, "clusterrolebindings", {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: "node-bootstrappers" },
      roleRef: {
        apiGroup: "rbac.authorization.k8s.io",
        kind: "ClusterRole",
        name: "system:node-bootstrapper",
      },
      subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "system:bootstrappers" }],
    });
  }

  async function protect(labels: Readonly<Record<string, string>>): Promise<void> {
    await create(api.send, kubernetes.url, "namespaces/default/poddisruptionbudgets", {
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      metadata: { name: "budget" },
      spec: { maxUnavailable: 0, selector: { matchLabels: labels } },
    });
  }

  /** Asks for a certificate as a machine's kubelet does before it is a node. */
  function askAs(machine: NodeMachine, subject: string): Promise<string> {
    const own = credentialOf(bundle, "kubelet-bootstrap", machine);
    return askForCertificate(kubernetesAt(kubernetes.url, openHttps(own, context)), { subject });
  }

  async function settled(name: string, type: "Approved" | "Denied"): Promise<void> {
    expect((await decisionOn(api, name)).type).toBe(type);
  }
});

function machineOf({ name, address }: Machine): { name: string; address: string } {
  return { name, address };
}

/** The lines that a gate says, without their times. */
async function linesOf({ lines }: RecordingContext, run: () => Promise<unknown>): Promise<readonly string[]> {
  const from = lines.length;
  await run();
  return lines.slice(from).map(untimed);
}

async function said(context: RecordingContext, line: string): Promise<void> {
  while (!context.lines.map(untimed).includes(line)) await context.clock.sleep(20, context.signal);
}

/** A context whose time passes fifty times as fast, for what only gives up after a while. */
function hurried(context: GateContext): GateContext {
  return { ...context, clock: { ...context.clock, now: () => context.clock.now() * 50 } };
}
