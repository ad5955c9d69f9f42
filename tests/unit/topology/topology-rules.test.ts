import { configSchema } from "../../../topology/config-schema";
import { configRules } from "../../../topology/config-rules";
import { balancersOfNobody, oddControlPlanes } from "../../../topology/topology-rules";

/** What the rules find, without the reasons. */
function mistakesOf(input: object) {
  const values = configSchema.parse({ clusterName: "dev", ...input });
  return configRules.flatMap((rule) => rule.problems(values)).map(({ where, what }) => `${where}: ${what}`);
}

const external = { topology: "external-etcd" } as const;
const snoPlus = { topology: "sno-plus" } as const;

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

describe("the number of control planes that begin on one", () => {
  it.each([1, 3, 5])("may be %d", (controlPlanes) => {
    expect(mistakesOf({ ...snoPlus, controlPlanes })).toEqual([]);
  });

  it.each([
    [2, "2 etcd members tolerate no more lost members than 1 do, and are likelier to lose one"],
    [4, "4 etcd members tolerate no more lost members than 3 do, and are likelier to lose one"],
  ])("may not be %d, with the reason and the number to grow to", (controlPlanes, why) => {
    const values = configSchema.parse({ clusterName: "dev", ...snoPlus, controlPlanes });
    expect(oddControlPlanes(values)).toEqual([
      {
        what: "the number of control planes must be odd",
        where: "controlPlanes",
        value: controlPlanes,
        why,
        remedy: `pulumi config set controlPlanes ${controlPlanes + 1}`,
      },
    ]);
    expect(mistakesOf({ ...snoPlus, controlPlanes })).toHaveLength(1);
  });
});

describe("control planes that share the API's address", () => {
  const libvirt = (loadBalancer: string) => ({ platform: "libvirt", libvirt: { loadBalancer } });

  it.each([
    ["loadBalancers", { loadBalancers: 2 }],
    ["libvirt.loadBalancer", libvirt("host")],
  ])("have no load balancer, which is refused with the way out: %s", (where, input) => {
    const values = configSchema.parse({ clusterName: "dev", ...snoPlus, ...input });
    expect(balancersOfNobody(values)).toMatchObject([
      {
        what: "topology sno-plus has no load balancer",
        where,
        remedy: `pulumi config rm --path ${where}, or pulumi config set topology ha`,
      },
    ]);
    expect(mistakesOf({ ...snoPlus, ...input })).toEqual([
      `${where}: topology sno-plus has no load balancer`,
    ]);
  });

  it("have none where the hypervisor is none: the key's default is no wish", () => {
    expect(mistakesOf({ ...snoPlus, ...libvirt("machines") })).toEqual([]);
  });

  it("have an address and a virtual router of a number as several load balancers do", () => {
    const input = { virtualRouterId: 51, hostNumbers: { virtualAddress: 200 }, apiAddress: "10.90.0.200" };
    expect(mistakesOf({ ...snoPlus, ...input })).toEqual([]);
    expect(mistakesOf({ ...snoPlus, apiAddress: "10.90.0.11" })).toEqual([
      "hostNumbers.controlPlane: the control planes would share an address with the address that several machines share",
    ]);
  });

  it("keep the addresses of those that they may grow to: no worker takes one", () => {
    expect(mistakesOf({ ...snoPlus, controlPlanes: 1, hostNumbers: { worker: 13 } })).toEqual([
      "hostNumbers.worker: the workers would share an address with the control planes",
    ]);
  });

  it("leave it to other topologies to have load balancers", () => {
    expect(mistakesOf({ loadBalancers: 2 })).toEqual([]);
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
    [
      { ...snoPlus, until: "loadBalancer" },
      "until: topology sno-plus of kubernetes has no stage loadBalancer",
    ],
    [
      { ...snoPlus, hostNumbers: { bootstrap: 100 } },
      "hostNumbers.bootstrap: topology sno-plus has no bootstrap machine",
    ],
    [{ ...snoPlus, hostNumbers: { etcd: 100 } }, "hostNumbers.etcd: topology sno-plus has no etcd machine"],
    [
      { ...snoPlus, hostNumbers: { loadBalancer: 100 } },
      "hostNumbers.loadBalancer: topology sno-plus has no load balancer machine",
    ],
  ])("%j is refused", (input, mistake) => {
    expect(mistakesOf(input)).toEqual([mistake]);
  });
});
