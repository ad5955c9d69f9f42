import type { LibvirtFacts } from "../../../../../../tools/stack/preflight/libvirt/facts";
import { problemsOf } from "../../../../../../tools/stack/preflight/libvirt/judge";
import { hypervisorOf } from "../../../../../../topology/libvirt";
import { planOf } from "../../../../../support/plan";

const plan = planOf({ platform: "libvirt", controlPlanes: 1, workers: 1 });
const fit: LibvirtFacts = {
  refusal: "",
  domainTypes: ["qemu", "kvm"],
  memory: 20_000,
  room: 50_000,
  machines: [],
  networks: [{ name: "default", addresses: ["192.168.122.1/255.255.255.0"] }],
  macs: [{ mac: "52:54:00:00:00:01", where: "domain other" }],
  bridgeRefusal: "",
  leases: [],
};
const hypervisor = hypervisorOf(plan, "lb-0");

/** What, where and seen of every problem that facts other than those of a fit hypervisor show. */
function seen(facts: Partial<LibvirtFacts>): readonly string[] {
  return problemsOf({ ...fit, ...facts }, plan, hypervisor).map(
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
    const problems = problemsOf({ ...fit, refusal, memory: 0 }, plan, hypervisor);
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

  it("with too little memory or room says how much is missing, for the machines that are not there yet", () => {
    expect(seen({ memory: 1000 })[0]).toContain("1000 MiB are available, 7680 MiB are needed");
    expect(seen({ room: 100 })[0]).toContain(
      "/var/lib/libvirt/hardway | 100 MiB are free, 5120 MiB are needed",
    );
    const machines = ["lb-0", "bootstrap", "master-0", "worker-0"];
    expect(seen({ memory: 0, room: 0, machines })).toEqual([]);
  });

  it("whose disks go to a folder that cannot be seen from here is believed to have room", () => {
    expect(seen({ room: undefined })).toEqual([]);
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
    problemsOf({ ...fit, ...facts }, spread, second).map(
      ({ what, where, seen }) => `${what} | ${where} | ${seen ?? ""}`,
    );

  it("is named, and needs what is for its own machines alone", () => {
    expect(seenAt({ memory: 2000, room: 100, domainTypes: [] })).toEqual([
      `the hypervisor runs no domains of type kvm | kvm2, ${uris.kvm2} | it runs none`,
      `the hypervisor has too little memory for the cluster | 2 machines that are to be made at kvm2, ${uris.kvm2} | 2000 MiB are available, 2560 MiB are needed`,
      "the hypervisor has no room for the machines' disks | /var/lib/libvirt/hardway at kvm2 | 100 MiB are free, 3072 MiB are needed",
    ]);
  });

  it("that cannot be asked is mended by the key that has its address", () => {
    const [problem] = problemsOf({ ...fit, refusal: "Connection refused" }, spread, second);
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
