import { chmodSync, chownSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { capture, type Ended } from "../../tools/process";
import { startLab, type Lab } from "./lab";
import { makeStack, type LabStack } from "./stack";

/** An emulator that is asked for the first time what it can do needs seconds, on a busy machine many. */
jest.setTimeout(180_000);

const quietly = ["--yes", "--skip-preview"];

describe("libvirt's provider on a libvirtd of its own", () => {
  let lab: Lab;
  let stack: LabStack;
  let ignition: string;
  const pulumi = async (...words: readonly string[]): Promise<Ended> =>
    stack.pulumi({ LAB_IGNITION: ignition }, ...words);
  const lines = (text: string): readonly string[] => text.split("\n").filter((line) => line.trim() !== "");

  beforeAll(async () => {
    lab = await startLab("provider");
    stack = await makeStack(lab, "program");
    ignition = join(lab.folder, "machine.ign");
    writeFileSync(ignition, '{"ignition":{"version":"3.4.0"}}');
    // Only QEMU's user can read it, as a machine's secrets have to be kept.
    const { uid } = statSync(join(lab.folder, "lib", "qemu"));
    chownSync(ignition, uid, 0);
    chmodSync(ignition, 0o600);
  });
  afterAll(async () => {
    stack.remove();
    await lab.stop();
  });

  it("leaves a machine that could not be started defined, and refuses it until it is undefined", async () => {
    const missing = { LAB_IGNITION: join(lab.folder, "missing.ign") };
    const first = await stack.pulumi(missing, "up", ...quietly);
    expect(first.output + first.errors).toMatch(/can't load .*missing\.ign.*No such file/);
    const second = await pulumi("up", ...quietly);
    expect(second.output + second.errors).toMatch(/domain 'machine' already exists with uuid/);
    await lab.virsh("undefine", "machine", "--nvram");
  });

  it("makes a network, volumes and a machine", async () => {
    const { exitCode, output, errors } = await pulumi("up", ...quietly);
    expect({ exitCode, errors, output: exitCode === 0 ? "" : output }).toEqual({
      exitCode: 0,
      errors: "",
      output: "",
    });
    expect(lines(await lab.virsh("list", "--name"))).toEqual(["machine"]);
    expect(lines(await lab.virsh("vol-list", "lab")).length).toBe(2 + 2);
  });

  it("answers for the hosts and for every name below the applications' domain", async () => {
    const script =
      'const r = new (require("node:dns").promises.Resolver)(); r.setServers(["10.91.0.1"]);' +
      'Promise.all(process.argv.slice(1).map((name) => r.resolve4(name))).then((all) => console.log(all.join(" ")))';
    const names = ["api.lab.internal", "a.apps.lab.internal", "b.c.apps.lab.internal"];
    const answer = await capture(lab.inNamespace({ program: "node", arguments: ["-e", script, ...names] }));
    expect(answer.trim()).toBe("10.91.0.10 10.91.0.20 10.91.0.20");
  });

  it.each([
    ["at once", []],
    ["after a look at what there is", ["--refresh"]],
  ])("sees nothing to change, %s", async (_when, options) => {
    const { exitCode, output } = await pulumi("up", ...quietly, "--expect-no-changes", ...options);
    expect({ exitCode, output: exitCode === 0 ? "" : output }).toEqual({ exitCode: 0, output: "" });
  });

  it("lets the machine be defined anew without its Ignition config, which is no change to the engine", async () => {
    const whole = await lab.virsh("dumpxml", "machine", "--inactive");
    const without = join(lab.folder, "machine.xml");
    writeFileSync(without, whole.replace(/ *<qemu:commandline>.*<\/qemu:commandline>\n/s, ""));
    await lab.virsh("define", without);
    expect(await lab.virsh("dumpxml", "machine")).toContain("opt/com.coreos/config");
    expect(await lab.virsh("dumpxml", "machine", "--inactive")).not.toContain("opt/com.coreos/config");
    const { exitCode, output } = await pulumi("up", ...quietly, "--expect-no-changes", "--refresh");
    expect({ exitCode, output: exitCode === 0 ? "" : output }).toEqual({ exitCode: 0, output: "" });
  });

  it("finds the machine in the same process after libvirtd was started again", async () => {
    const file = join(lab.folder, "run", "qemu", "machine.pid");
    const [before, daemon] = [readFileSync(file, "utf8"), lab.pid()];
    await lab.restart();
    expect(lab.pid()).not.toBe(daemon);
    expect(lines(await lab.virsh("list", "--name"))).toEqual(["machine"]);
    expect(readFileSync(file, "utf8")).toBe(before);
    expect((await pulumi("preview", "--expect-no-changes")).exitCode).toBe(0);
  });

  it("removes everything", async () => {
    const { exitCode, output } = await pulumi("destroy", ...quietly);
    expect({ exitCode, output: exitCode === 0 ? "" : output }).toEqual({ exitCode: 0, output: "" });
    for (const list of [["list"], ["net-list"], ["pool-list"]])
      expect(lines(await lab.virsh(...list, "--all", "--name"))).toEqual([]);
    expect(existsSync(join(lab.folder, "pool"))).toBe(false);
    const links = lab.inNamespace({ program: "ip", arguments: ["-o", "link"] });
    expect(lines(await capture(links))).toHaveLength(1);
  });
});
