import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { problemsAt } from "../../tools/stack/preflight/libvirt/look";
import { capture } from "../../tools/process";
import { stackOf } from "../../tools/stack/stack";
import { anyPlanOf } from "../support/plan";
import { type Lab, startLab } from "./lab";

const minute = 60_000;
let lab: Lab;

beforeAll(async () => {
  lab = await startLab("preflight");
}, minute);
afterAll(async () => {
  await lab.stop();
}, minute);

/** What a look at a hypervisor finds wrong with a stack on it. */
function problemsOf(uri: string, more: Readonly<Record<string, unknown>> = {}) {
  return problemsOfAll({ uri, ...more });
}

/** The same of a stack that says itself which hypervisors it has. */
function problemsOfAll(more: Readonly<Record<string, unknown>>) {
  const libvirt = { domainType: "qemu", poolFolder: lab.folder, ...more };
  const plan = anyPlanOf({ platform: "libvirt", controlPlanes: 1, workers: 0, libvirt });
  return problemsAt(stackOf("preflight"), plan);
}

describe("a look at a real hypervisor", () => {
  it(
    "finds nothing wrong where nothing is",
    async () => {
      expect(await problemsOf(lab.uri)).toEqual([]);
    },
    minute,
  );

  it(
    "says that no libvirt listens where there is no socket",
    async () => {
      expect(await problemsOf(`qemu:///system?socket=${lab.folder}/nowhere`)).toMatchObject([
        { what: "libvirt cannot be reached", why: "no libvirt daemon listens there" },
      ]);
    },
    minute,
  );

  it(
    "says that it has no KVM where nobody can open the device",
    async () => {
      expect(await problemsOf(lab.uri, { domainType: "kvm" })).toMatchObject([
        { what: "the hypervisor runs no domains of type kvm" },
      ]);
    },
    minute,
  );

  it(
    "finds the bridge where there is one, and where there is none says so with all else that is wrong",
    async () => {
      const named = { hypervisors: { kvm1: lab.uri, kvm2: `qemu:///system?socket=${lab.folder}/nowhere` } };
      const bridge = { program: "ip", arguments: ["link", "add", "br0", "type", "bridge"] };
      await capture(lab.inNamespace(bridge));
      expect(await problemsOfAll({ ...named, bridge: "br0" })).toMatchObject([
        { what: "libvirt cannot be reached", where: `kvm2, ${named.hypervisors.kvm2}` },
      ]);
      expect(await problemsOfAll({ ...named, bridge: "br1" })).toMatchObject([
        { what: "the hypervisor has no bridge br1", where: `kvm1, ${lab.uri}` },
        { what: "libvirt cannot be reached" },
      ]);
      expect(await problemsOfAll({ uri: lab.uri, bridge: "lo" })).toMatchObject([
        { seen: "lo is no bridge" },
      ]);
    },
    minute,
  );

  it(
    "finds another network that has the machines' addresses and a hardware address of theirs",
    async () => {
      const file = join(lab.folder, "network.xml");
      writeFileSync(
        file,
        `<network><name>other</name><ip address="10.90.0.1" netmask="255.255.255.0"><dhcp>
           <host mac="02:00:0a:5a:00:0b" ip="10.90.0.11"/></dhcp></ip></network>`,
      );
      await lab.virsh("net-define", file);
      expect((await problemsOf(lab.uri)).map(({ what, where }) => `${what}: ${where}`)).toEqual([
        "another network has the machines' addresses: network other",
        "somebody else has the hardware address of master-0: network other",
      ]);
    },
    minute,
  );
});
