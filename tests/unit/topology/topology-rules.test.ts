import { configSchema } from "../../../topology/config-schema";
import { configRules } from "../../../topology/config-rules";

/** What the rules find, without the reasons. */
function mistakesOf(input: object) {
  const values = configSchema.parse({ clusterName: "dev", ...input });
  return configRules.flatMap((rule) => rule.problems(values)).map(({ where, what }) => `${where}: ${what}`);
}

const external = { topology: "external-etcd" } as const;

describe("the number of etcd machines", () => {
  it.each([2, 4, 6, 8])("is refused where it is even: %d", (etcdMembers) => {
    // Eight of them would reach the shared address, too.
    expect(mistakesOf({ ...external, etcdMembers })).toContain(
      "etcdMembers: the number of etcd machines must be odd",
    );
  });

  it("is refused where it is one, and where etcd has no machines of its own", () => {
    expect(mistakesOf({ ...external, etcdMembers: 1 })).toEqual([
      "etcdMembers: a single etcd machine is not highly available",
    ]);
    expect(mistakesOf({ etcdMembers: 3 })).toEqual(["etcdMembers: topology ha has no etcd machines"]);
  });

  it("leaves the number of control planes free, which are no members", () => {
    expect(mistakesOf({ ...external, controlPlanes: 2, etcdMembers: 5 })).toEqual([]);
  });
});

describe("the shared address", () => {
  it.each([
    ["a control plane", "10.90.0.12"],
    ["an etcd machine", "10.90.0.194"],
    ["a load balancer", "10.90.0.191"],
    ["a worker", "10.90.0.22"],
    ["the gateway", "10.90.0.1"],
  ])("is refused where it is that of %s", (_, apiAddress) => {
    expect(mistakesOf({ ...external, apiAddress })).toHaveLength(1);
  });

  it("is none where there is one load balancer", () => {
    expect(mistakesOf({ hostNumbers: { virtualAddress: 200 }, virtualRouterId: 51 })).toEqual([
      "virtualRouterId: one load balancer shares its address with nobody",
      "hostNumbers.virtualAddress: one load balancer shares its address with nobody",
    ]);
  });
});

describe("the virtual router", () => {
  it("is refused where its number is that of another one of the network", () => {
    const config = { ...external, virtualRouterId: 51, foreignVirtualRouterIds: [50, 51] };
    expect(mistakesOf(config)).toEqual(["virtualRouterId: virtual router 51 is somebody else's"]);
  });

  it("is refused where all numbers are taken", () => {
    const foreignVirtualRouterIds = Array.from({ length: 255 }, (_, index) => index + 1);
    expect(mistakesOf({ ...external, foreignVirtualRouterIds })).toEqual([
      "foreignVirtualRouterIds: there is no number left for the cluster's virtual router",
    ]);
  });
});

describe("a stage or a number that the topology has not", () => {
  it.each([
    [{ until: "etcd" }, "until: topology ha of kubernetes has no stage etcd"],
    [
      { ...external, until: "bootstrap" },
      "until: topology external-etcd of kubernetes has no stage bootstrap",
    ],
    [{ hostNumbers: { etcd: 100 } }, "hostNumbers.etcd: topology ha has no etcd machine"],
    [
      { ...external, hostNumbers: { bootstrap: 100 } },
      "hostNumbers.bootstrap: topology external-etcd has no bootstrap machine",
    ],
  ])("%j is refused", (input, mistake) => {
    expect(mistakesOf(input)).toEqual([mistake]);
  });
});
