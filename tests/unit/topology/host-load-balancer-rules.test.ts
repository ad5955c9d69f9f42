import { configRules } from "../../../topology/config-rules";
import { configSchema } from "../../../topology/config-schema";

/** Where the rules find something wrong with a stack whose load balancer is the hypervisor, and the remedy. */
function problemsOf(input: object, libvirt: object = {}) {
  const config = { platform: "libvirt", ...input, libvirt: { loadBalancer: "host", ...libvirt } };
  const values = configSchema.parse({ clusterName: "dev", ...config });
  return configRules.flatMap((rule) => rule.problems(values));
}

describe("a load balancer on the hypervisor", () => {
  it.each(["ha", "external-etcd"])("is accepted in topology %s", (topology) => {
    expect(problemsOf({ topology, hostNumbers: { loadBalancer: 7 } })).toEqual([]);
  });

  it.each([
    ["loadBalancers", { loadBalancers: 2 }, {}],
    ["virtualRouterId", { virtualRouterId: 51 }, {}],
    ["foreignVirtualRouterIds", { foreignVirtualRouterIds: [51] }, {}],
    ["hostNumbers.virtualAddress", { hostNumbers: { virtualAddress: 200 } }, {}],
    ["libvirt.machines.loadBalancer", {}, { machines: { loadBalancer: { memory: 512 } } }],
  ])("refuses what only machines have: %s", (where, input, libvirt) => {
    const problems = problemsOf(input, libvirt);
    expect(problems).toMatchObject([
      { where, what: "the load balancer is the hypervisor, and no machine is one" },
    ]);
    expect(problems[0]?.remedy).toContain(`pulumi config rm --path ${where}, or`);
  });

  it("has no load balancer machine that could be made anew", () => {
    expect(problemsOf({ machineGenerations: { "lb-0": 2 } }).map(({ what }) => what)).toEqual([
      "there is no machine lb-0",
    ]);
  });

  it("shares no address with a machine", () => {
    expect(problemsOf({ apiAddress: "10.90.0.11" }).map(({ what }) => what)).toEqual([
      "the control planes would share an address with the load balancer",
    ]);
  });

  it.each(["qemu+tls://far/system", "qemu+tcp://far/system"])(
    "is refused where no program can be run there: %s",
    (uri) => {
      expect(problemsOf({}, { uri })).toMatchObject([{ where: "libvirt.uri", value: uri }]);
    },
  );

  it("is refused on a bridge, which may be that of several hypervisors", () => {
    const hypervisors = { kvm1: "qemu:///system", kvm2: "qemu+ssh://root@kvm2/system" };
    expect(problemsOf({}, { hypervisors, bridge: "br0" })).toMatchObject([
      { where: "libvirt.bridge", value: "br0" },
    ]);
  });

  it("is accepted where one can by SSH", () => {
    expect(problemsOf({}, { uri: "qemu+ssh://root@far/system" })).toEqual([]);
  });
});

describe("load balancers that are machines", () => {
  it("may be reached however libvirt is, and have what machines have", () => {
    const libvirt = { loadBalancer: "machines", uri: "qemu+tls://far/system" };
    expect(problemsOf({ loadBalancers: 2, virtualRouterId: 51 }, libvirt)).toEqual([]);
  });
});
