import { becomeMicroshift } from "../../../../gates/microshift/ready";
import { untimed } from "../../../support/gate-context";
import { dns, putPod, putWorkload, router, waitingFor } from "../../../support/microshift-cluster";
import { standInUrl, type StandInApi } from "../../../support/stand-in-api";
import { clusterWhere, type Happening, putNode } from "../openshift/cluster";

const node = { name: "node-1" };
const refusal =
  'Failed to pull image "quay.io/x@sha256:1": unauthorized: access to the requested resource is not authorized';

function answers(api: StandInApi): void {
  api.readiness(standInUrl, 200);
}

function nodeReady(api: StandInApi): void {
  putNode(api, node.name, { roles: ["control-plane", "master", "worker"] });
}

function rolledOut(api: StandInApi): void {
  for (const workload of [dns, router]) putWorkload(api, workload);
}

/** The network's pod waits for its image, and so the node is not Ready. */
function pulling(reason: string, message: string) {
  return (api: StandInApi): void => {
    putNode(api, node.name, { ready: "False" });
    putWorkload(api, dns, { available: 0 });
    putPod(api, dns, node.name, waitingFor("dns", reason, message));
  };
}

function run(minutes: number, ...happenings: readonly Happening[]) {
  const { api, gate } = clusterWhere(...happenings);
  const started = gate.clock.now();
  const reached = becomeMicroshift(gate, {
    kubernetes: api.kubernetes,
    url: standInUrl,
    node,
    workloads: [dns, router],
    minutes,
  });
  return { api, gate, reached, passed: () => gate.clock.now() - started };
}

describe("the gate of MicroShift's first start", () => {
  it("waits for the API, the node and the workloads, and says what each waits for", async () => {
    const { gate, reached } = run(
      150,
      [10, answers],
      [20, pulling("ContainerCreating", "")],
      [600, nodeReady],
      [3000, rolledOut],
    );
    expect(await reached).toEqual({ microshift: "ready" });
    expect(gate.lines.map(untimed).filter((line) => !line.startsWith("waiting"))).toEqual([
      "api: connection refused",
      "api: the API server of node-1 is ready",
      "microshift: node-1 is not registered; 0 of 2 workloads are rolled out, waits for DaemonSet openshift-dns/dns-default is not there yet; Deployment openshift-ingress/router-default is not there yet",
      "microshift: node-1 is not Ready: KubeletNotReady; 0 of 2 workloads are rolled out, waits for DaemonSet openshift-dns/dns-default has 0 of 1 pods available (dns-default-on-node-1 on node-1 container dns ContainerCreating); Deployment openshift-ingress/router-default is not there yet",
      expect.stringMatching(/^microshift: 0 of 2 workloads are rolled out, waits for DaemonSet/),
      expect.stringMatching(/^microshift: 2 of 2 workloads are rolled out/),
    ]);
  });

  it("is patient for all of its minutes while nothing new is seen, and no longer in all", async () => {
    const { reached, passed } = run(90, [1200, answers], [1200, nodeReady]);
    await expect(reached).rejects.toThrow(
      /gave up waiting for node-1 and what MicroShift brings to be ready[^]*microshift\.startMinutes/,
    );
    expect(passed()).toBeGreaterThanOrEqual(90 * 60_000);
    expect(passed()).toBeLessThan(91 * 60_000);
  });

  it("does not wait for hours for a pull secret that is refused, and names it as the cause", async () => {
    const { reached, passed } = run(150, [0, answers], [10, pulling("ErrImagePull", refusal)]);
    await expect(reached).rejects.toThrow(
      /a registry refuses to hand out images\n {2}where: {2}\/etc\/crio\/openshift-pull-secret on node-1\n[^]*quay\.io[^]*the pull secret is missing, is wrong/,
    );
    expect(passed()).toBeLessThan(5 * 60_000);
  });

  it("goes on where the registry has second thoughts, as one that is overloaded has", async () => {
    const { reached } = run(
      150,
      [0, answers],
      [10, pulling("ErrImagePull", refusal)],
      [60, pulling("ContainerCreating", "")],
      [300, nodeReady],
      [300, rolledOut],
    );
    expect(await reached).toEqual({ microshift: "ready" });
  });

  it("names an image that the registry does not have when it gives up", async () => {
    const missing = 'Failed to pull image "quay.io/x:1": reading manifest 1: manifest unknown';
    const { reached } = run(5, [0, answers], [10, pulling("ErrImagePull", missing)]);
    await expect(reached).rejects.toThrow(/why: {4}the registry does not have the image that is named/);
  });
});
