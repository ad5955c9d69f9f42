import { microshiftInput } from "../../../support/microshift-plan";
import { coreosLibvirt, problemsIn } from "../../../support/openshift-config";

const { image } = coreosLibvirt;

function wrongIn(libvirt: object) {
  const problems = problemsIn(microshiftInput({}, { platform: "libvirt", libvirt }));
  return problems.map(({ where, what }) => `${where}: ${what}`);
}

describe("the virtual machine of MicroShift", () => {
  it("needs an image of a system that MicroShift is packaged for", () => {
    expect(wrongIn({ domainType: "kvm" })).toEqual([
      "libvirt.image: there is no image that MicroShift runs on",
    ]);
    expect(wrongIn({ image })).toEqual([]);
  });

  it("has a size, and no other kind of machine has one", () => {
    const machines = { controlPlane: { memory: 4096 }, etcd: { cpus: 1 }, worker: { disk: 20 } };
    expect(wrongIn({ image, machines })).toEqual([
      "libvirt.machines.etcd: MicroShift has one virtual machine, a control plane",
      "libvirt.machines.worker: MicroShift has one virtual machine, a control plane",
    ]);
  });

  it("is reached at its own address", () => {
    expect(wrongIn({ image, loadBalancer: "host" })).toEqual([
      "libvirt.loadBalancer: MicroShift has one virtual machine, a control plane",
    ]);
  });

  it("is called node-1 where it is placed, on one of several hypervisors with a bridge", () => {
    const hypervisors = { kvm1: "qemu:///system", kvm2: "qemu+ssh://root@kvm2/system" };
    expect(wrongIn({ image, hypervisors, bridge: "br0", placement: { "node-1": "kvm2" } })).toEqual([]);
    expect(wrongIn({ image, hypervisors, placement: { "node-2": "kvm2" } })).toEqual([
      "libvirt.bridge: machines on several hypervisors need a bridge that each of them has",
      "libvirt.placement.node-2: there is no machine node-2",
    ]);
  });

  it("has an image without credentials in its address, and with the sums that it needs", () => {
    const bad = {
      ...image,
      url: "https://user:hunter2@example.com/a.qcow2.gz",
      uncompressedSha256: undefined,
    };
    expect(wrongIn({ image: bad }).map((problem) => problem.split(":")[0])).toEqual([
      "libvirt.image.url",
      "libvirt.image.uncompressedSha256",
    ]);
  });
});
