import { parseConfig } from "../../../../topology/config";
import { configuredNodes, microshiftValues, packagesOf } from "../../../../topology/microshift/make-plan";
import {
  microshiftHaInput,
  microshiftInput,
  microshiftPlanFor,
  microshiftSshInput,
  sshHost,
} from "../../../support/microshift-plan";
import { coreosLibvirt } from "../../../support/openshift-config";

describe("the plan of one node", () => {
  const plan = microshiftPlanFor();

  it("has MicroShift's own networks, and the node's address for the API", () => {
    expect(plan.networks).toEqual({
      machine: [{ family: "ipv4", cidr: "10.90.0.0/24", prefix: 24, gateway: "10.90.0.1" }],
      pod: { family: "ipv4", cidr: "10.42.0.0/16", prefix: 16 },
      service: { family: "ipv4", cidr: "10.43.0.0/16", prefix: 16 },
    });
    expect(plan.nodes).toEqual([
      {
        id: 1,
        name: "node-1",
        role: "controlPlane",
        address: "10.90.0.11",
        mac: "02:00:0a:5a:00:0b",
        generation: 1,
      },
    ]);
    expect(plan.api).toMatchObject({ address: "10.90.0.11", port: 6443, extraSans: [] });
    expect(plan.virtualAddress).toBeUndefined();
  });

  it("has the networks that are configured", () => {
    const { networks } = microshiftPlanFor({ podNetwork: "10.60.0.0/16", serviceNetwork: "10.61.0.0/16" });
    expect([networks.pod.cidr, networks.service.cidr]).toEqual(["10.60.0.0/16", "10.61.0.0/16"]);
  });

  it("leaves out what is not asked for", () => {
    expect([plan.wildcardDns, plan.demo, plan.addOns, plan.mirrors]).toEqual([undefined, undefined, [], []]);
  });

  it("has the demo application under the cluster's domain", () => {
    expect(microshiftPlanFor(microshiftInput({ demo: { image: "a/b:1" } })).demo).toEqual({
      image: "a/b:1",
      host: "golang-codeready-workspace.apps.dev.hardway.internal",
    });
  });

  it("has another generation of a node where one is configured", () => {
    const { nodes } = microshiftPlanFor({ machineGenerations: { "node-1": 4 } });
    expect(nodes.map(({ generation }) => generation)).toEqual([4]);
  });
});

describe("the plan of several nodes", () => {
  it("has three control planes and two workers where none are listed", () => {
    const { nodes } = microshiftPlanFor(microshiftHaInput());
    expect(nodes.map(({ name, role }) => `${name} ${role}`)).toEqual([
      "node-1 controlPlane",
      "node-2 controlPlane",
      "node-3 controlPlane",
      "node-4 worker",
      "node-5 worker",
    ]);
  });

  it("has them in the order in which they join, whatever order they are listed in", () => {
    const nodes = [
      { id: 4, role: "worker" },
      { id: 7, role: "controlPlane" },
      { id: 1, role: "controlPlane" },
      { id: 2, role: "worker" },
    ];
    const plan = microshiftPlanFor(microshiftHaInput({ nodes }));
    expect(plan.nodes.map(({ id, address }) => `${id} ${address}`)).toEqual([
      "1 10.90.0.11",
      "7 10.90.0.17",
      "2 10.90.0.12",
      "4 10.90.0.14",
    ]);
  });

  it("has the API at the virtual address, beside which Services have theirs", () => {
    const plan = microshiftPlanFor(microshiftHaInput());
    expect(plan.virtualAddress).toEqual({
      address: "10.90.0.100",
      interface: "br-ex",
      usableFrom: 2,
      loadBalancerRange: { first: "10.90.0.101", last: "10.90.0.199" },
    });
    expect(plan.api.address).toBe("10.90.0.100");
  });

  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
  ])("of %d control planes uses that address from %d on", (count, usableFrom) => {
    const nodes = Array.from({ length: count }, (_, index) => ({ id: index + 1, role: "controlPlane" }));
    expect(microshiftPlanFor(microshiftHaInput({ nodes })).virtualAddress).toMatchObject({ usableFrom });
  });

  it("has both where they are configured", () => {
    const own = { virtualAddress: "10.90.0.250", loadBalancerRange: "10.90.0.200-10.90.0.220" };
    expect(microshiftPlanFor(microshiftHaInput(own)).virtualAddress).toMatchObject({
      address: "10.90.0.250",
      loadBalancerRange: { first: "10.90.0.200", last: "10.90.0.220" },
    });
  });

  it("has no virtual address where one control plane has workers beside it", () => {
    const nodes = [
      { id: 1, role: "controlPlane" },
      { id: 2, role: "worker" },
    ];
    const plan = microshiftPlanFor(microshiftInput({ nodes }));
    expect([plan.virtualAddress, plan.api.address]).toEqual([undefined, "10.90.0.11"]);
  });
});

describe("where a cluster is", () => {
  it("is in containers from the community's image, unless another is named", () => {
    expect(microshiftPlanFor().platform).toEqual({
      kind: "podman",
      image: "localhost/microshift-okd:latest",
      imageCache: undefined,
      outbound: "nat",
    });
  });

  it("is on a host that is there already, whose address is the API's and that of *.apps", () => {
    const plan = microshiftPlanFor(microshiftSshInput({ wildcardDns: {} }));
    expect(plan.platform).toEqual({ kind: "ssh", host: { ...sshHost, port: 22, user: "root" } });
    expect(plan.api.address).toBe(sshHost.address);
    expect(plan.wildcardDns).toEqual({ target: sshHost.address, externalNameservers: [] });
  });

  it("is on one virtual machine, which is placed as any other", () => {
    const libvirt = {
      image: coreosLibvirt.image,
      hypervisors: { kvm1: "qemu:///system", kvm2: "qemu+ssh://root@kvm2/system" },
      bridge: "br0",
      placement: { "node-1": "kvm2" },
      machines: { controlPlane: { memory: 4096 } },
    };
    const { platform } = microshiftPlanFor({ platform: "libvirt", libvirt });
    if (platform.kind !== "libvirt") throw new Error("the platform is another");
    expect(platform.libvirt.hypervisors.map(({ name, machines }) => [name, machines])).toEqual([
      ["kvm1", []],
      ["kvm2", ["node-1"]],
    ]);
    expect(platform.libvirt.sizes.controlPlane).toEqual({ memory: 4096, cpus: 2, disk: 20 });
  });
});

describe("where packages come from", () => {
  it.each([
    ["podman", undefined, "installed"],
    ["libvirt", undefined, "installed"],
    ["ssh", undefined, "redhat"],
    ["ssh", "community", "community"],
  ] as const)("on platform %s, configured as %s, they are %s", (platform, packages, expected) => {
    const microshift = microshiftValues(parseConfig("dev", microshiftSshInput({ packages: "community" })));
    expect(packagesOf({ platform, microshift: { ...microshift, packages } })).toBe(expected);
  });
});

describe("the values of the key", () => {
  it("are complete where it is left out", () => {
    expect(microshiftValues({ microshift: undefined })).toMatchObject({
      version: "4.21",
      joinAs: "learner",
      outbound: "nat",
    });
  });

  it("say one node where none is listed", () => {
    expect(configuredNodes({ microshift: undefined, topology: "single" })).toEqual([
      { id: 1, role: "controlPlane" },
    ]);
  });
});
