import { nodeNetwork, routes } from "../../../../manifests/kubernetes/node-network";
import { planOf } from "../../../support/plan";
import { fileAt, first, unitAt } from "../rendered";

const plan = planOf();
const node = first(plan.controlPlanes);
const lines = routes(plan, node).trim().split("\n");

describe("a machine's routes", () => {
  it("have a default, without which Services are unreachable from the machine itself (P4)", () => {
    expect(lines[0]).toBe("route replace default via 10.90.0.1");
  });

  it("lead to the pods of every other node", () => {
    expect(lines).toContain("route replace 10.244.12.0/24 via 10.90.0.12");
    expect(lines).toContain("route replace 10.244.21.0/24 via 10.90.0.21");
  });

  it("have none to the machine's own pods, which are on its bridge", () => {
    expect(lines.join("\n")).not.toContain("10.244.11.0/24");
  });

  it("stay the same when machines are added", () => {
    const larger = planOf({ controlPlanes: 5, workers: 9 });
    expect(routes(larger, node)).toBe(routes(plan, node));
  });

  it("cover all of a smaller network", () => {
    const small = planOf({ machineNetwork: "10.90.0.0/27" });
    const [, ...toPods] = routes(small, first(small.controlPlanes)).trim().split("\n");
    expect(toPods).toHaveLength(30 - 2);
  });
});

describe("the unit node-network", () => {
  const part = nodeNetwork(plan, node);
  const unit = unitAt(part, "node-network.service");

  it("has done its work before the first pod starts", () => {
    expect(unit).toContain("Before=containerd.service kubelet.service");
    expect(unit).toContain("Type=oneshot");
  });

  it("forwards, and lets kube-proxy see traffic between pods of one node", () => {
    const settings = fileAt(part, "/etc/kubernetes/node-network.sysctl").contents;
    expect(settings).toContain("net.ipv4.ip_forward = 1");
    expect(settings).toContain("net.bridge.bridge-nf-call-iptables = 1");
  });

  it("shares mounts with pods (P18)", () => {
    expect(unit).toContain("ExecStart=/usr/bin/mount --make-rshared /");
  });
});

describe("a machine of both families", () => {
  const dual = planOf({ addressFamily: "dual" });
  const machine = first(dual.controlPlanes);

  it("has the routes of each", () => {
    const both = routes(dual, machine).trim().split("\n");
    expect(both).toEqual(expect.arrayContaining([...lines, "route replace default via fd90::1"]));
    expect(both).toContain("route replace fd42:0:0:21::/64 via fd90::21");
    expect(both.join("\n")).not.toContain("fd42:0:0:11::/64");
  });

  it("forwards each", () => {
    const settings = fileAt(nodeNetwork(dual, machine), "/etc/kubernetes/node-network.sysctl").contents;
    expect(settings).toContain("net.ipv4.ip_forward = 1\nnet.ipv6.conf.all.forwarding = 1\n");
    expect(settings).toContain("net.bridge.bridge-nf-call-ip6tables = 1");
  });
});
