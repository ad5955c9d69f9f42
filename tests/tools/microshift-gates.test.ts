import { etcdAt } from "../../checks/clients/etcd";
import { openHttps } from "../../checks/clients/https";
import { kubernetesAt } from "../../checks/clients/kubernetes";
import { mergePatch } from "../../checks/clients/merge-patch";
import { runGate } from "../../gates/gates";
import type { GateInput } from "../../gates/input";
import { statusOf } from "../../gates/status";
import { ovnMaster } from "../../checks/microshift/workloads";
import { credentialOf, operatorCredential } from "../../pki/bundle";
import { apiServerUrl, etcdClientUrl, etcdPeerUrl } from "../../topology/endpoints";
import type { NodeMachine } from "../../topology/plan";
import { recordingContext, untimed } from "../support/gate-context";
import { loopbackCluster } from "../support/loopback-cluster";
import { raftText } from "../support/microshift-cluster";
import { makeServiceAccount, register, reportRunning } from "../support/played-parts";
import type { RunningProgram } from "../support/program";
import { type Played, type StandInExec, standInExec, success } from "../support/stand-in-exec";

jest.setTimeout(120_000);

const controlPlaneRoles = ["control-plane", "master", "worker"];
const dns = { namespace: "openshift-dns", kind: "DaemonSet", name: "dns-default" } as const;

/** One cluster grows and shrinks in the order of these tests; what MicroShift does on its nodes is played by hand. */
describe("the gates of MicroShift, against real API servers and etcd members", () => {
  const cluster = loopbackCluster(89, { workers: 0 });
  const { bundle } = cluster;
  const [first, second, third] = cluster.plan.controlPlanes as readonly [
    NodeMachine,
    NodeMachine,
    NodeMachine,
  ];

  const context = recordingContext();
  const credential = operatorCredential(bundle, "break-glass");
  const kubernetes = { url: apiServerUrl(first), credential };
  const etcd = {
    addresses: [first, second, third].map(({ address }) => address),
    credential: operatorCredential(bundle, "etcd-operator"),
  };
  const api = kubernetesAt(kubernetes.url, openHttps(credential, context));
  const send = openHttps(etcd.credential, context);
  const founder = etcdAt(etcdClientUrl(first), send);
  let etcdOfSecond: RunningProgram;
  let kubelet: StandInExec | undefined;

  afterAll(async () => {
    context.end();
    kubelet?.end();
    await cluster.remove();
  });

  it("microshiftReady: waits for the API, the node and the workloads, and tells what a pod waits for", async () => {
    const input: GateInput<"microshiftReady"> = {
      kubernetes,
      node: { name: first.name },
      workloads: [{ ...dns, podsMayLag: "onWorkers" }],
      minutes: 2,
    };
    const lines = await linesOf(async () => {
      const reached = runGate(context, { name: "microshiftReady", operation: "create" }, input);
      cluster.startEtcd(first, { members: [first], state: "new" });
      cluster.startApiServer(first);
      await said(/^microshift: master-0 is not registered; 0 of 1 workloads/);
      await registerAs(first, controlPlaneRoles);
      await makeDns();
      await said(
        /dns-default-a on master-0 container dns ImagePullBackOff: Failed to pull image "dns": unauthorized/,
      );
      await reportDns(1);
      expect(await reached).toEqual({ microshift: "ready" });
    });
    expect(lines.at(-1)).toMatch(/^microshift: 1 of 1 workloads are rolled out/);
  });

  it("microshiftJoin: waits for add-node's member and promotes a learner, which stays one without", async () => {
    const lines = await linesOf(async () => {
      const joined = runGate(context, { name: "microshiftJoin", operation: "create" }, joinOf(second));
      await said(/^etcd: master-1 is no member of etcd: microshift add-node has not added it/);
      await founder.addLearner(etcdPeerUrl(second));
      await said(/^etcd: master-1 is a learner, its etcd has not started/);
      etcdOfSecond = cluster.startEtcd(second, { members: [first, second], state: "existing" });
      await said(/^etcd: master-1 is a voting member/);
      cluster.startApiServer(second);
      await registerAs(second, controlPlaneRoles);
      expect(await joined).toEqual({ node: second.name });
    });
    expect(lines.at(-1)).toMatch(/^control planes: all are Ready/);
    expect((await founder.members()).map(({ learner }) => learner)).toEqual([false, false]);
  });

  it("microshiftJoin: finds everything done when it is run again", async () => {
    const lines = await linesOf(() =>
      runGate(context, { name: "microshiftJoin", operation: "update" }, joinOf(second)),
    );
    expect([...lines].sort()).toEqual([
      "api: the API server of master-1 is ready",
      "control planes: all are Ready",
      "etcd: master-1 is a voting member",
      "node: master-1 is Ready",
    ]);
  });

  it("microshiftVerify: compares the members and their data, and warns of an even number", async () => {
    const lines = await linesOf(() =>
      runGate(context, { name: "microshiftVerify", operation: "create" }, verification()),
    );
    expect(lines).toEqual([
      expect.stringMatching(/^OK {4}the members of etcd are those of the plan.*: 2 voting members/),
      expect.stringMatching(
        /^OK {4}the members of etcd are one cluster.*: 2 members, at revision \d+ or later/,
      ),
      expect.stringMatching(/^OK {4}the API server of every control plane is ready: 2 API servers/),
      expect.stringMatching(/^OK {4}the nodes are those of the plan, and Ready: 2 nodes Ready/),
      expect.stringMatching(/^OK {4}every workload that MicroShift brings is rolled out: 1 workload/),
      expect.stringMatching(/^WARN {2}the number of control planes is odd: 2, of which none may fail/),
      "verify: all 6 checks hold",
    ]);
    expect((await statusOf(context, verification())).healthy).toBe(true);
  });

  it("microshiftJoin, delete: refuses, before it changes anything, to take a vote that the others need", async () => {
    await addVoter(third);
    cluster.startEtcd(third, { members: [first, second, third], state: "existing" });
    await registerAs(third, controlPlaneRoles);
    await untilStarted(third);
    await etcdOfSecond.stop();
    const left = runGate(context, { name: "microshiftJoin", operation: "delete" }, joinOf(third));
    await expect(left).rejects.toThrow(/master-2 cannot leave etcd[^]*bring master-1 back first/);
    expect((await founder.members()).map(({ name }) => name)).toContain(third.name);
    expect((await api.core.readNode({ name: third.name })).spec?.unschedulable).toBeUndefined();
    expect((await statusOf(context, verification())).text).toMatch(
      /^FAIL {2}the members of etcd are one cluster.*: connection refused$/m,
    );
  });

  it("microshiftJoin, delete: takes node and member out of a cluster that can spare them", async () => {
    etcdOfSecond = cluster.startEtcd(second, { members: [first, second, third], state: "existing" });
    await untilStarted(second);
    const kicked = await makeOvn();
    const lines = await linesOf(() =>
      runGate(context, { name: "microshiftJoin", operation: "delete" }, joinOf(third)),
    );
    const order = [
      "etcd: master-2 may leave",
      "ovn: master-2 is asked to leave OVN_Northbound (2abc) and OVN_Southbound (2abc)",
      "ovn: master-2 is no server of OVN's databases",
      "node: master-2 is deleted",
      "etcd: master-2 is no member",
    ];
    expect([...kicked]).toEqual(["OVN_Northbound 2abc", "OVN_Southbound 2abc"]);
    expect(lines.filter((line) => order.includes(line))).toEqual(order);
    expect((await founder.members()).map(({ name }) => name)).not.toContain(third.name);
    expect((await api.core.listNode()).items.map(({ metadata }) => metadata?.name)).not.toContain(third.name);
  });

  it("microshiftJoin, delete: succeeds where node and member are gone already", async () => {
    const left = runGate(context, { name: "microshiftJoin", operation: "delete" }, joinOf(third));
    expect(await left).toEqual({ node: third.name });
  });

  it("microshiftJoin, delete: lets the second of two go, and refuses the last", async () => {
    await runGate(context, { name: "microshiftJoin", operation: "delete" }, joinOf(second));
    expect((await founder.members()).map(({ name }) => name)).toEqual([first.name]);
    await expect(
      runGate(context, { name: "microshiftJoin", operation: "delete" }, joinOf(first)),
    ).rejects.toThrow(/master-0 is the last voting member of etcd/);
    expect((await api.core.readNode({ name: first.name })).spec?.unschedulable).toBeUndefined();
  });

  function joinOf({ name, address }: NodeMachine): GateInput<"microshiftJoin"> {
    return { kubernetes, etcd, joinAs: "learner", node: { name, address, role: "controlPlane" } };
  }

  function verification(): GateInput<"microshiftVerify"> {
    return {
      kubernetes,
      etcd,
      workloads: [dns],
      plan: {
        controlPlanes: [first, second].map(({ name, address }) => ({ name, address })),
        workers: [],
        virtualAddress: null,
      },
    };
  }

  /** MicroShift's part: a Ready node with the labels of its role. */
  async function registerAs(machine: NodeMachine, roles: readonly string[]): Promise<void> {
    await register(api, machine);
    const labels = Object.fromEntries(roles.map((role) => [`node-role.kubernetes.io/${role}`, ""]));
    await api.core.patchNode({ name: machine.name, body: { metadata: { labels } } }, mergePatch);
  }

  /** The part of `microshift add-node` without a learner. */
  async function addVoter(machine: NodeMachine): Promise<void> {
    const { status, text } = await send({
      method: "POST",
      url: `${etcdClientUrl(first)}/v3/cluster/member/add`,
      body: JSON.stringify({ peerURLs: [etcdPeerUrl(machine)] }),
    });
    expect({ status, text }).toMatchObject({ status: 200 });
  }

  /** Waits until a machine's etcd has a leader. */
  async function untilStarted(machine: NodeMachine): Promise<void> {
    const own = etcdAt(etcdClientUrl(machine), send);
    for (;;) {
      const leader = await own.status().then(
        ({ leaderId }) => leaderId,
        () => "0",
      );
      if (leader !== "0") return;
      await context.clock.sleep(50, context.signal);
    }
  }

  /** MicroShift's part and a kubelet's: the set of the cluster's DNS, with a pod whose image is not handed out. */
  async function makeDns(): Promise<void> {
    const { namespace, name } = dns;
    await api.core.createNamespace({ body: { metadata: { name: namespace } } });
    await makeServiceAccount(api, namespace);
    const labels = { dns: "default" };
    const spec = { containers: [{ name: "dns", image: "dns" }] };
    await api.apps.createNamespacedDaemonSet({
      namespace,
      body: {
        metadata: { name },
        spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
      },
    });
    const pod = { namespace, name: `${name}-a` };
    await api.core.createNamespacedPod({
      namespace,
      body: { metadata: { name: pod.name, labels }, spec: { ...spec, nodeName: first.name } },
    });
    await api.core.createNamespacedEvent({
      namespace,
      body: {
        metadata: { generateName: "pull-" },
        involvedObject: { kind: "Pod", namespace, name: pod.name },
        reason: "Failed",
        message: 'Failed to pull image "dns": unauthorized: authentication required',
        type: "Warning",
      },
    });
    const waiting = { reason: "ImagePullBackOff", message: "Back-off pulling image" };
    const container = { name: "dns", image: "dns", imageID: "", ready: false, restartCount: 0 };
    await api.core.patchNamespacedPodStatus(
      {
        ...pod,
        body: {
          status: { phase: "Pending", containerStatuses: [{ ...container, state: { waiting } }] },
        },
      },
      mergePatch,
    );
    await reportDns(0);
  }

  /** The part of the DaemonSet's controller: so many pods are available, of one. */
  async function reportDns(available: number): Promise<void> {
    const status = {
      observedGeneration: 1,
      currentNumberScheduled: 1,
      desiredNumberScheduled: 1,
      updatedNumberScheduled: 1,
      numberMisscheduled: 0,
      numberReady: available,
      numberAvailable: available,
    };
    await api.apps.patchNamespacedDaemonSetStatus(
      { namespace: dns.namespace, name: dns.name, body: { status } },
      mergePatch,
    );
  }

  /**
   * The first control plane's pod with OVN's databases, and a stand-in for the kubelet that runs commands in it for the real
   * API server. Resolves to what is kicked: databases with the ids of servers.
   */
  async function makeOvn(): Promise<ReadonlySet<string>> {
    const { namespace, name } = ovnMaster;
    await api.core.createNamespace({ body: { metadata: { name: namespace } } });
    await makeServiceAccount(api, namespace);
    const labels = { app: name };
    const containers = ["nbdb", "sbdb"].map((each) => ({ name: each, image: "ovn" }));
    const template = { metadata: { labels }, spec: { containers } };
    await api.apps.createNamespacedDaemonSet({
      namespace,
      body: { metadata: { name }, spec: { selector: { matchLabels: labels }, template } },
    });
    const pod = {
      metadata: { name: "ovnkube-master-a", labels },
      spec: { nodeName: first.name, containers },
    };
    await api.core.createNamespacedPod({ namespace, body: pod });
    await reportRunning(api, { namespace, name: pod.metadata.name });
    const kicked = new Set<string>();
    const { certificatePem, keyPem } = credentialOf(bundle, "apiserver", first);
    kubelet = await standInExec({ certificatePem, keyPem, address: first.address }, (path) =>
      playedOvn(path, kicked),
    );
    const status = { daemonEndpoints: { kubeletEndpoint: { Port: kubelet.port } } };
    await api.core.patchNodeStatus({ name: first.name, body: { status } }, mergePatch);
    return kicked;
  }

  /** A database lists a control plane until its server is kicked. */
  function playedOvn(path: string, kicked: Set<string>): Played {
    const { pathname, searchParams } = new URL(path, kubernetes.url);
    const [program, , , command, database = "", id = ""] = searchParams.getAll("command");
    expect(pathname).toMatch(/^\/exec\/openshift-ovn-kubernetes\/ovnkube-master-a\/(nbdb|sbdb)$/);
    expect(program).toBe("ovn-appctl");
    if (command === "cluster/kick") kicked.add(`${database} ${id}`);
    const servers = [first, second, third].filter((_, index) => !kicked.has(`${database} ${index}abc`));
    const text = command === "cluster/kick" ? "" : raftText(first.name, { leader: first.name, servers });
    return { messages: [[1, text], success], end: "closed" };
  }

  /** The lines that a gate says, without their times. */
  async function linesOf(run: () => Promise<unknown>): Promise<readonly string[]> {
    const from = context.lines.length;
    await run();
    return context.lines.slice(from).map(untimed);
  }

  async function said(line: RegExp): Promise<void> {
    while (!context.lines.some((each) => line.test(each))) await context.clock.sleep(50, context.signal);
  }
});
