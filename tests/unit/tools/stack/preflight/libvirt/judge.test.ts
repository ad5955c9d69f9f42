import type { LibvirtFacts } from "../../../../../../tools/stack/preflight/libvirt/facts";
import { problemsOf } from "../../../../../../tools/stack/preflight/libvirt/judge";
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
  leases: [],
};

/** What, where and seen of every problem that facts other than those of a fit hypervisor show. */
function seen(facts: Partial<LibvirtFacts>): readonly string[] {
  return problemsOf({ ...fit, ...facts }, plan).map(
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
    const problems = problemsOf({ ...fit, refusal, memory: 0 }, plan);
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
