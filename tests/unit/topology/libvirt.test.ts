import { handedOutAddresses, handedOutNumbers, libvirtOf } from "../../../topology/libvirt";
import { validNetwork } from "../../../topology/network";
import { anyPlanOf, planOf } from "../../support/plan";

describe("how virtual machines are made", () => {
  it("is said for platform libvirt alone", () => {
    expect(planOf().libvirt).toBeUndefined();
    expect(() => libvirtOf(planOf())).toThrow("platform podman has no virtual machines");
  });

  it("needs nothing to be configured", () => {
    expect(libvirtOf(planOf({ platform: "libvirt" }))).toMatchObject({
      uri: "qemu:///system",
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
  });
});
