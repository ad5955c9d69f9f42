import { spawnSync } from "node:child_process";
import { virtualAddress, virtualAddressPath } from "../../../manifests/virtual-address";
import type { ClusterPlan } from "../../../topology/plan";
import { anyPlanOf, externalPlanOf, planOf } from "../../support/plan";
import { fileAt, first } from "./rendered";

describe("the script by which a load balancer takes its place and leaves it", () => {
  const contents = ofLoadBalancer(externalPlanOf());

  it("is one that the shell reads", () => {
    expect(spawnSync("sh", ["-n", "-c", contents]).status).toBe(0);
  });

  it("lets new connections wait before the address moves, and moves it only where another one answers", () => {
    const [drops, stops, waits] = [
      "tcp flags & (syn | ack) == syn drop",
      "stop keepalived.service\n    left=50",
      "until answers",
    ].map((step) => contents.indexOf(step)) as [number, number, number];
    expect(drops).toBeGreaterThan(0);
    expect(stops).toBeGreaterThan(drops);
    expect(waits).toBeGreaterThan(stops);
  });

  it("waits for a machine that has just booted: for its systemd, and for its HAProxy's first look at every server", () => {
    const join = contents.slice(contents.indexOf("  stay | join)"), contents.indexOf("  leave)"));
    const order = ["until [ -S /run/systemd/private ]", "systemctl start keepalived", "until able"];
    expect(order.map((step) => join.indexOf(step))).toEqual(
      order.map((step) => join.indexOf(step)).sort((one, other) => one - other),
    );
    expect(join.indexOf(order[0] ?? "")).toBeGreaterThan(0);
  });

  it("holds up new connections to the addresses of both families", () => {
    const dual = ofLoadBalancer(externalPlanOf({ addressFamily: "dual" }));
    expect(dual).toMatch(/^ {4}ip daddr 10\.90\.0\.200 tcp .* drop\n {4}ip6 daddr fd90::200 tcp .* drop$/m);
  });

  it("asks for an IPv6 address as URLs have it", () => {
    const ipv6 = ofLoadBalancer(externalPlanOf({ addressFamily: "ipv6" }));
    expect(ipv6).toContain("ready_at '[fd90::200]' 1");
  });

  it("is on no load balancer that shares its address with nobody", () => {
    const alone = planOf();
    expect(alone.loadBalancers.map((machine) => virtualAddress(alone, machine))).toEqual([{}]);
  });
});

describe("the script by which a control plane takes its place and leaves it", () => {
  const plan = anyPlanOf({ topology: "sno-plus" });
  const contents = ofControlPlane(plan);

  it("is one that the shell reads", () => {
    expect(spawnSync("sh", ["-n", "-c", contents]).status).toBe(0);
  });

  it("asks its own API server whether it could carry the API, by the authority that the machine has", () => {
    expect(contents).toContain("able() { ready_at 127.0.0.1 2; }");
    expect(contents).toContain("--cacert /etc/kubernetes/kube-apiserver/client-ca.crt");
  });

  it("waits only for connections that end by themselves", () => {
    expect(contents).toContain("state established");
    expect(contents).toContain('"src 10.90.0.9 and sport = :6443"');
  });

  it("keeps the address where there is nobody to hand it to, before anything is stopped", () => {
    const alone = ofControlPlane(anyPlanOf({ topology: "sno-plus", controlPlanes: 1 }));
    expect(alone).toMatch(/^ {2}leave\)\n {4}exit$/m);
    expect(contents).not.toMatch(/^ {2}leave\)\n {4}exit$/m);
  });
});

function ofLoadBalancer(plan: ClusterPlan): string {
  return fileAt(virtualAddress(plan, first(plan.loadBalancers)), virtualAddressPath).contents;
}

function ofControlPlane(plan: ClusterPlan): string {
  return fileAt(virtualAddress(plan, first(plan.controlPlanes)), virtualAddressPath).contents;
}
