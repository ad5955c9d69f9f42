import { join } from "node:path";
import { capture, type Ended } from "../../tools/process";
import { bridge, ip, startBridgedLabs } from "./bridged-labs";
import type { Lab } from "./lab";
import { type LabStack, makeStack } from "./stack";

jest.setTimeout(180_000);

const quietly = ["--yes", "--skip-preview"];
const worked = { exitCode: 0, errors: "", output: "" };

describe("machines on two hypervisors", () => {
  let labs: readonly Lab[];
  let stack: LabStack;
  let image: string;

  beforeAll(async () => {
    labs = await startBridgedLabs(["kvm1", "kvm2"]);
    const [first] = labs;
    if (first === undefined) throw new Error("there is no lab");
    stack = await makeStack(first, "hypervisors-program");
    image = join(first.folder, "image.qcow2");
    await capture({ program: "qemu-img", arguments: ["create", "-f", "qcow2", image, "8M"] });
  });
  afterAll(async () => {
    stack.remove();
    for (const lab of labs) await lab.stop();
  });

  /** Runs the engine on a stack of two control planes' worth of hypervisors; what it says counts where it fails. */
  async function pulumi(config: object, placement: object, ...words: readonly string[]): Promise<Ended> {
    const hypervisors = Object.fromEntries(labs.map(({ uri }, index) => [`kvm${index + 1}`, uri]));
    const roles = ["loadBalancer", "bootstrap", "controlPlane", "worker"];
    const sizes = Object.fromEntries(roles.map((role) => [role, { memory: 256, cpus: 1 }]));
    const libvirt = { hypervisors, bridge, domainType: "qemu", placement, machines: sizes };
    const all = { platform: "libvirt", workers: 1, ...config, libvirt };
    const ended = await stack.pulumi({ LAB_CONFIG: JSON.stringify(all), LAB_IMAGE: image }, ...words);
    return ended.exitCode === 0 && !words.includes("preview") ? { ...ended, output: "" } : ended;
  }

  /** What each hypervisor has of something, by the words that virsh lists it by. */
  function onEach(...words: readonly string[]): Promise<readonly (readonly string[])[]> {
    return Promise.all(
      labs.map(async (lab) =>
        (await lab.virsh("--quiet", ...words))
          .split("\n")
          .filter(Boolean)
          .map((line) => line.trim())
          .sort(),
      ),
    );
  }
  const machines = (...names: readonly string[]) => names.map((name) => `hardway-lab-${name}`);
  /** The disks of each hypervisor's machines, and the image. */
  const disks = async () =>
    (await onEach("vol-list", "hardway-lab")).map((lines) =>
      lines.map((line) => line.split(" ")[0]).filter((name) => !name?.endsWith(".ign")),
    );
  const domains = () => onEach("list", "--all", "--name");

  it("are made where they are placed, from the image of their own hypervisor", async () => {
    expect(await pulumi({}, {}, "up", ...quietly)).toEqual(worked);
    expect(await domains()).toEqual([
      machines("bootstrap", "master-0", "master-2"),
      machines("lb-0", "master-1", "worker-0"),
    ]);
    expect(await disks()).toEqual([
      [...machines("bootstrap", "master-0", "master-2"), "image.qcow2"],
      [...machines("lb-0", "master-1", "worker-0"), "image.qcow2"],
    ]);
  });

  it("have an interface on the bridge of their hypervisor, and there is no network of libvirt's", async () => {
    const [, second] = labs;
    const interfaces = (await second?.virsh("--quiet", "domiflist", "hardway-lab-worker-0"))
      ?.trim()
      .split(/\s+/);
    expect(interfaces?.slice(1)).toEqual(["bridge", bridge, expect.any(String), "02:00:0a:5a:00:15"]);
    const links = second && (await ip(second, "-o", "link", "show", "master", bridge));
    expect(links).toContain(` ${interfaces?.[0] ?? "none"}: `);
    expect(await onEach("net-list", "--all", "--name")).toEqual([[], []]);
  });

  it("are not made anew by a second run, after a look at what there is", async () => {
    expect(await pulumi({}, {}, "up", ...quietly, "--refresh", "--expect-no-changes")).toEqual(worked);
  });

  it("keep another network away while one of them runs on any hypervisor", async () => {
    for (const name of machines("bootstrap", "master-0", "master-2")) await labs[0]?.virsh("destroy", name);
    const { exitCode, output, errors } = await pulumi(
      { machineNetwork: "10.91.0.0/24" },
      {},
      "up",
      ...quietly,
    );
    expect(exitCode).not.toBe(0);
    expect(output + errors).toContain(
      "the cluster's network would be replaced, and all of its machines with it",
    );
    for (const name of machines("lb-0", "master-1", "worker-0")) expect(output + errors).toContain(name);
    expect(output + errors).not.toContain("hardway-lab-master-0");
    expect((await domains()).flat()).toHaveLength(6);
  });

  it("move alone, with its disk, when one of them is placed elsewhere", async () => {
    const others = () => Promise.all(labs.map((lab) => lab.virsh("domuuid", name(lab))));
    const name = (lab: Lab): string => `hardway-lab-${lab === labs[0] ? "master-0" : "master-1"}`;
    const before = await others();
    expect(await pulumi({}, { "worker-0": "kvm1" }, "up", ...quietly)).toEqual(worked);
    const placed = [machines("bootstrap", "master-0", "master-2", "worker-0"), machines("lb-0", "master-1")];
    expect(await domains()).toEqual(placed);
    expect(await disks()).toEqual(placed.map((names) => [...names, "image.qcow2"]));
    expect(await others()).toEqual(before);
  });

  it("are all made anew on another network that is asked for", async () => {
    const replaceNetwork = `10.91.0.0/24 lab.hardway.internal 10.91.0.5 bridge ${bridge}`;
    const other = { machineNetwork: "10.91.0.0/24", replaceNetwork };
    expect(await pulumi(other, {}, "up", ...quietly)).toEqual(worked);
    for (const [index, names] of (await domains()).entries())
      for (const name of names)
        expect(await labs[index]?.virsh("domiflist", name)).toContain(" 02:00:0a:5b:00:");
  });

  it("go with all that each hypervisor had", async () => {
    expect(await pulumi({}, {}, "destroy", ...quietly)).toEqual(worked);
    for (const list of ["list", "pool-list"]) expect(await onEach(list, "--all", "--name")).toEqual([[], []]);
  });
});
