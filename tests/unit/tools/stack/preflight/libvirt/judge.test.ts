import type { LibvirtFacts } from "../../../../../../tools/stack/preflight/libvirt/facts";
import { problemsOf } from "../../../../../../tools/stack/preflight/libvirt/judge";
import { hypervisorOf } from "../../../../../../topology/libvirt";
import { planOf } from "../../../../../support/plan";
import { fitFacts } from "./fit-facts";

const plan = planOf({ platform: "libvirt", controlPlanes: 1, workers: 1 });
const hypervisor = hypervisorOf(plan, "lb-0");

/** What, where and seen of every problem that facts other than those of a fit hypervisor show. */
function seen(facts: Partial<LibvirtFacts>): readonly string[] {
  return problemsOf({ ...fitFacts, ...facts }, plan, hypervisor).map(
    ({ what, where, seen }) => `${what} | ${where} | ${seen ?? ""}`,
  );
}

describe("a hypervisor", () => {
  it("that is fit has no problems", () => {
    expect(seen({})).toEqual([]);
  });

  it.each([
    ["Failed to connect socket to '/x': No such file or directory", /systemctl start libvirtd/],
    ["Failed to connect socket: Permission denied", /root, or as a user of the group libvirt/],
    ["Cannot recv data: ssh: Could not resolve hostname", /libvirt\.uri/],
    ["no answer in time", /libvirt\.uri/],
    ["words that nobody has heard", /libvirt\.uri qemu:\/\/\/system/],
  ])("that cannot be asked is one problem with a remedy: %s", (refusal, remedy) => {
    const problems = problemsOf({ ...fitFacts, refusal }, plan, hypervisor);
    expect(problems).toMatchObject([
      { what: "libvirt cannot be reached", where: "qemu:///system", seen: refusal },
    ]);
    expect(problems[0]?.remedy).toMatch(remedy);
  });

  it("without help for virtual machines is told to emulate", () => {
    expect(seen({ domainTypes: ["qemu"] })).toEqual([
      "the hypervisor runs no domains of type kvm | qemu:///system | it runs qemu",
    ]);
  });

  it.each(["10.90.0.1/24", "10.90.0.1/255.255.255.0", "10.90.0.129/25", "10.0.0.1/8"])(
    "with a network of the machines' addresses, %s, is refused",
    (address) => {
      expect(seen({ networks: [{ name: "other", addresses: [address] }] })[0]).toContain(
        `another network has the machines' addresses | network other | it has ${address}`,
      );
    },
  );

  it("with somebody who has a machine's hardware address is refused", () => {
    expect(seen({ macs: [{ mac: "02:00:0A:5A:00:0B", where: "domain other" }] })).toEqual([
      "somebody else has the hardware address of master-0 | domain other | it has 02:00:0a:5a:00:0b",
    ]);
  });

  it("whose network has leased a machine's address to another is refused", () => {
    const mac = "52:54:00:00:00:07";
    expect(seen({ leases: [{ address: "10.90.0.11", mac }] })).toEqual([
      `the address of master-0 is leased | 10.90.0.11 in the network of the machines | the hardware address ${mac} has it`,
    ]);
  });

  it("whose network has leased it to the machine itself is not", () => {
    expect(seen({ leases: [{ address: "10.90.0.11", mac: "02:00:0a:5a:00:0b" }] })).toEqual([]);
  });
});

describe("one of several hypervisors", () => {
  const uris = { kvm1: "qemu:///system", kvm2: "qemu+ssh://root@kvm2/system" };
  const spread = planOf({
    platform: "libvirt",
    controlPlanes: 1,
    workers: 1,
    libvirt: { hypervisors: uris, bridge: "br0" },
  });
  const second = hypervisorOf(spread, "worker-0");
  const seenAt = (facts: Partial<LibvirtFacts>) =>
    problemsOf({ ...fitFacts, ...facts }, spread, second).map(
      ({ what, where, seen }) => `${what} | ${where} | ${seen ?? ""}`,
    );

  it("is named, and needs what is for its own machines alone", () => {
    expect(seenAt({ memory: { available: 2000, total: 4000 }, room: 100, domainTypes: [] })).toEqual([
      `the hypervisor runs no domains of type kvm | kvm2, ${uris.kvm2} | it runs none`,
      `the hypervisor has too little memory for the cluster | 2 machines that are to be made at kvm2, ${uris.kvm2} | 2000 MiB are available, 2560 MiB are needed (1 × load balancer of 512, 1 × worker of 2048)`,
      "the hypervisor has no room for the machines' disks | /var/lib/libvirt/hardway at kvm2 | 100 MiB are free, 3072 MiB are needed: 2 × 1024, and 1024 for the image; all disks full take 30 GiB",
    ]);
  });

  it("that cannot be asked is mended by the key that has its address", () => {
    const [problem] = problemsOf({ ...fitFacts, refusal: "Connection refused" }, spread, second);
    expect(problem?.remedy).toContain("pulumi config set --path libvirt.hypervisors.kvm2");
  });

  it("without the bridge is refused", () => {
    expect(seenAt({ bridgeRefusal: "couldn't find interface named 'br0'" })).toEqual([
      `the hypervisor has no bridge br0 | kvm2, ${uris.kvm2} | couldn't find interface named 'br0'`,
    ]);
  });

  it("with somebody who has the hardware address of any machine is refused, as they share the bridge", () => {
    expect(seenAt({ macs: [{ mac: "02:00:0a:5a:00:0b", where: "domain other" }] })).toEqual([
      "somebody else has the hardware address of master-0 | domain other at kvm2 | it has 02:00:0a:5a:00:0b",
    ]);
  });

  it("may have a network of the machines' addresses, in which they are not", () => {
    expect(seenAt({ networks: [{ name: "other", addresses: ["10.90.0.1/24"] }] })).toEqual([]);
  });

  it("keeps the bootstrap machine, which is never made twice", () => {
    expect(seenAt({ machines: ["bootstrap"] })).toEqual([
      `bootstrap would move to another hypervisor | kvm2, ${uris.kvm2} | it is there`,
    ]);
  });
});
