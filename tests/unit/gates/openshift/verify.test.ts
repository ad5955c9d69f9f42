import {
  type Convergence,
  quietTime,
  statusOfOpenshift,
  verifyOpenshift,
} from "../../../../gates/openshift/verify";
import { certificateRequest } from "../../../support/certificate-request";
import { untimed } from "../../../support/gate-context";
import type { StandInApi } from "../../../support/stand-in-api";
import { clusterWhere, conditions, type Happening, masters, put, putNode, worker } from "./cluster";

const done = { Available: "True", Progressing: "False", Degraded: "False" };
const installed = { Available: "True", Progressing: "False", Failing: "False" };
const desired = { version: "4.19.0" };

function version(statuses: Readonly<Record<string, string>>) {
  return (api: StandInApi): void => {
    put(api, "ClusterVersion", "version", { status: { ...conditions(statuses), desired } });
  };
}

function operator(name: string, statuses: Readonly<Record<string, string>>) {
  return (api: StandInApi): void => {
    put(api, "ClusterOperator", name, { status: conditions(statuses) });
  };
}

/** Everything has converged. */
function converge(api: StandInApi): void {
  for (const { name } of [...masters, worker]) putNode(api, name);
  version(installed)(api);
  for (const name of ["etcd", "network"]) operator(name, done)(api);
}

function convergenceOf({ kubernetes }: StandInApi, minimumOperators = 2): Convergence {
  return { plan: { controlPlanes: masters, workers: [worker] }, minimumOperators, kubernetes };
}

function run(...happenings: readonly Happening[]) {
  const { api, gate } = clusterWhere(...happenings);
  const started = gate.clock.now();
  const verified = verifyOpenshift(gate, convergenceOf(api));
  return { api, gate, verified, passed: () => gate.clock.now() - started };
}

/** A request that waits, of a node of whatever name. */
function ask(node: string, sans: string, made: number) {
  const subject = `/O=system:nodes/CN=system:node:${node}`;
  const pem = certificateRequest({ subject, extensions: [`subjectAltName=${sans}`] });
  return (api: StandInApi): void => {
    api.objects.set("/apis/certificates.k8s.io/v1/certificatesigningrequests/csr-1", {
      metadata: { name: "csr-1", creationTimestamp: new Date(made).toISOString() },
      spec: {
        request: Buffer.from(pem).toString("base64"),
        signerName: "kubernetes.io/kubelet-serving",
        username: `system:node:${node}`,
        groups: ["system:nodes", "system:authenticated"],
        usages: ["digital signature", "server auth"],
      },
    });
  };
}

describe("the gate of OpenShift's convergence", () => {
  it("ends when everything has held for half a minute, and shows each check", async () => {
    const { verified, gate, passed } = run([0, converge]);
    expect(await verified).toEqual({ cluster: "verified" });
    expect(passed()).toBeGreaterThanOrEqual(quietTime);
    expect(gate.lines.map(untimed)).toEqual([
      "release: 4.19.0 is installed",
      "verify: all 5 checks hold, for how long is to be seen",
      "OK    the nodes are those of the plan, and Ready: 4 nodes Ready",
      "OK    no certificate request of a node waits for a decision: none is open",
      "OK    the release is installed: the ClusterVersion is available, not failing and not progressing: 4.19.0",
      "OK    the kubelet of each node is of the Kubernetes that the release is made from: 4 kubelets of Kubernetes 1.32",
      "OK    every cluster operator is available, and none is progressing or degraded: 2 operators",
      "verify: all 5 checks have held for half a minute",
    ]);
  });

  it("convergence trap: an empty list of operators does not pass at once", async () => {
    const empty = (api: StandInApi): void => {
      for (const name of ["etcd", "network"])
        api.objects.delete(`/apis/config.openshift.io/v1/clusteroperators/${name}`);
    };
    const { verified } = run([0, converge], [0, empty]);
    await expect(verified).rejects.toThrow(/not yet cluster-operators: 0 operators, of at least 2/);
  });

  it("begins to count anew when an operator starts another round", async () => {
    const { verified, passed } = run(
      [0, converge],
      [20, operator("etcd", { ...done, Progressing: "True" })],
      [60, operator("etcd", done)],
    );
    await verified;
    expect(passed()).toBeGreaterThanOrEqual(60_000 + quietTime);
  });

  it.each<[string, (api: StandInApi) => void, RegExp]>([
    [
      "no ClusterVersion",
      (api) => api.objects.delete(versionPath),
      /there is no ClusterVersion named version/,
    ],
    ["a failing release", version({ ...installed, Failing: "True" }), /Failing=True/],
    ["a release that is still applied", version({ ...installed, Progressing: "True" }), /Progressing=True/],
    ["a ClusterVersion that says nothing yet", version({}), /says nothing of Available/],
    ["a degraded operator", operator("dns", { ...done, Degraded: "True" }), /dns Degraded=True/],
    ["an operator that is not available", operator("dns", { ...done, Available: "False" }), /dns Available=/],
    ["an operator that says nothing yet", operator("dns", {}), /dns says nothing of Available/],
    [
      "a node that is not Ready",
      (api) => {
        putNode(api, "worker-0", { ready: "False" });
      },
      /nodes-ready: worker-0 is not Ready/,
    ],
    [
      "a node that still runs the kubelet of its boot image",
      (api) => {
        putNode(api, "worker-0", { kubelet: "v1.31.4" });
      },
      /kubelets: worker-0 has kubelet v1\.31\.4, and 4\.19\.0 is of Kubernetes 1\.32/,
    ],
    [
      "a node that is missing",
      (api) => api.objects.delete("/api/v1/nodes/master-2"),
      /nodes-ready: master-2 is missing/,
    ],
    [
      "a request of a machine that nobody planned",
      ask("worker-7", "DNS:worker-7", 1_000_000),
      /node-requests: csr-1 of system:node:worker-7 to kubernetes\.io\/kubelet-serving waits/,
    ],
  ])("does not end with %s", async (_, breaks, seen) => {
    await expect(run([0, converge], [0, breaks]).verified).rejects.toThrow(seen);
  });

  it('takes a node that is "Ready,SchedulingDisabled" for a Ready one', async () => {
    const cordoned = (api: StandInApi): void => {
      putNode(api, "master-1", { unschedulable: true });
    };
    expect(await run([0, converge], [0, cordoned]).verified).toEqual({ cluster: "verified" });
  });

  it("decides meanwhile on what a planned node asks for, by the rules of its join", async () => {
    const good = run([0, converge], [0, ask("worker-0", "DNS:worker-0", 1_000_000)]);
    await good.verified;
    expect(good.gate.lines).toContain("csr: approved csr-1 of system:node:worker-0");
    const greedy = run([0, converge], [0, ask("worker-0", "DNS:api", 1_000_000)]);
    await greedy.verified;
    expect(greedy.gate.lines.join("\n")).toMatch(/csr: denied csr-1 of system:node:worker-0: names DNS:api/);
  });
});

describe("the status of an OpenShift cluster", () => {
  it("is healthy where all checks hold, and takes a node that nobody planned for a fault", async () => {
    const { api } = clusterWhere([0, converge]);
    expect((await statusOfOpenshift(convergenceOf(api))).healthy).toBe(true);
    putNode(api, "stranger");
    const { text, healthy } = await statusOfOpenshift(convergenceOf(api));
    expect(healthy).toBe(false);
    expect(text).toContain("stranger is not in the plan");
  });
});

const versionPath = "/apis/config.openshift.io/v1/clusterversions/version";
