import {
  handedOutAddresses,
  handedOutNumbers,
  hypervisorOf,
  libvirtOf,
  machinesAt,
  placeOf,
} from "../../../topology/libvirt";
import { validNetwork } from "../../../topology/network";
import { anyPlanOf, planOf } from "../../support/plan";

describe("how virtual machines are made", () => {
  it("is said for platform libvirt alone", () => {
    expect(planOf().libvirt).toBeUndefined();
    expect(() => libvirtOf(planOf())).toThrow("platform podman has no virtual machines");
  });

  it("needs nothing to be configured", () => {
    expect(libvirtOf(planOf({ platform: "libvirt" }))).toMatchObject({
      hypervisors: [{ name: "", uri: "qemu:///system" }],
      bridge: undefined,
      domainType: "kvm",
      image: undefined,
      sizes: { controlPlane: { memory: 3072, cpus: 2, disk: 20 } },
    });
  });

  it("takes what is configured for a kind of machine, and the usual for the rest of it", () => {
    const { sizes } = libvirtOf(
      anyPlanOf({ platform: "libvirt", libvirt: { machines: { worker: { memory: 8192 } } } }),
    );
    expect(sizes.worker).toEqual({ memory: 8192, cpus: 2, disk: 20 });
    expect(sizes.controlPlane.memory).toBe(3072);
  });
});

describe("hypervisors", () => {
  const uris = { kvm2: "qemu+ssh://root@kvm2/system", kvm1: "qemu:///system" };
  const plan = anyPlanOf({
    platform: "libvirt",
    workers: 1,
    libvirt: { hypervisors: uris, bridge: "br0", placement: { "worker-0": "kvm1" } },
  });

  it("stand in the order of their names, each with its machines", () => {
    expect(libvirtOf(plan).hypervisors).toEqual([
      { name: "kvm1", uri: uris.kvm1, machines: ["bootstrap", "master-0", "master-2", "worker-0"] },
      { name: "kvm2", uri: uris.kvm2, machines: ["lb-0", "master-1"] },
    ]);
  });

  it("are known by their machines, and machines by them", () => {
    const hypervisor = hypervisorOf(plan, "master-1");
    expect(placeOf(hypervisor)).toBe(`kvm2, ${uris.kvm2}`);
    expect(machinesAt(plan, hypervisor).map(({ name }) => name)).toEqual(["lb-0", "master-1"]);
    expect(() => hypervisorOf(plan, "master-9")).toThrow("master-9 is on no hypervisor");
  });

  it("are one without a name where the configuration has none, which has all machines", () => {
    const single = planOf({ platform: "libvirt", libvirt: { uri: "qemu+ssh://host/system" } });
    const hypervisor = hypervisorOf(single, "lb-0");
    expect(placeOf(hypervisor)).toBe("qemu+ssh://host/system");
    expect(machinesAt(single, hypervisor)).toHaveLength(7);
  });
});

describe("the image of virtual machines", () => {
  it("is what is configured, with what its address and its checksums say of it", () => {
    const image = { url: "https://a/b.qcow2.xz", sha256: "1".repeat(64), uncompressedSha256: "2".repeat(64) };
    const planned = libvirtOf(anyPlanOf({ platform: "libvirt", libvirt: { image } }));
    expect(planned.image).toMatchObject({ compression: "xz", diskSha256: image.uncompressedSha256 });
  });
});

describe("the addresses that a network's DHCP server hands out", () => {
  it("are the last of the network", () => {
    expect(handedOutAddresses(validNetwork("10.90.0.0/24"))).toEqual({
      start: "10.90.0.247",
      end: "10.90.0.254",
    });
  });

  it("are none where the network is too small to spare any", () => {
    expect(handedOutAddresses(validNetwork("10.90.0.0/28"))).toBeUndefined();
  });

  it("are no machine's: a plan that would have it so is refused", () => {
    const { first } = handedOutNumbers(validNetwork("10.90.0.0/24"));
    const hostNumbers = { worker: first - 1 };
    expect(() => planOf({ platform: "libvirt", workers: 2, hostNumbers })).toThrow(
      "the workers would share an address with what the network's DHCP server hands out",
    );
    expect(() => planOf({ platform: "podman", workers: 2, hostNumbers })).not.toThrow();
    const libvirt = { bridge: "br0" };
    expect(() => planOf({ platform: "libvirt", libvirt, workers: 2, hostNumbers })).not.toThrow();
  });
});
