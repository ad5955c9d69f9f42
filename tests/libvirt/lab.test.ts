import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { capture } from "../../tools/process";
import { startLab } from "./lab";

jest.setTimeout(120_000);

const inRun = (): readonly string[] => readdirSync("/run").sort();

describe("a laboratory for virtual machines", () => {
  it("has a libvirtd of its own, no way out and no KVM, and takes the place of one that was left", async () => {
    const before = inRun();
    const left = (await startLab("lab")).pid();
    const lab = await startLab("lab");
    expect(existsSync(`/proc/${lab.pid()}`)).toBe(true);
    expect(await lab.pids()).not.toContain(left);
    expect((await lab.virsh("net-list", "--all", "--name")).trim()).toBe("");
    const routes = lab.inNamespace({ program: "ip", arguments: ["route", "show", "default"] });
    expect(await capture(routes)).toBe("");
    const capabilities = await lab.virsh("capabilities");
    expect(capabilities).toContain("<domain type='qemu'");
    expect(capabilities).not.toContain("<domain type='kvm'");

    const pids = await lab.pids();
    await lab.stop();
    expect(pids.filter((pid) => existsSync(join("/proc", String(pid), "exe")))).toEqual([]);
    expect(existsSync(lab.folder)).toBe(false);
    expect(existsSync(join("/run/netns", lab.namespace))).toBe(false);
    expect(inRun().filter((name) => name !== "netns")).toEqual(before.filter((name) => name !== "netns"));
  });
});
