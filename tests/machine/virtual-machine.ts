import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { debianFolder } from "../../machine-image/debian";
import { virtualMachine } from "../../machine-image/vm/variant";
import { vmImageFile } from "../../machine-image/vm-image";

/** For an emulated machine on a busy host. */
const BOOT_MILLISECONDS = 240_000;

/** A port of this host's loopback that nobody has at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The folder with the untouched Debian that the image was made from; throws where there was no image made. */
export function debianOfVirtualMachines(): Promise<string> {
  return debianFolder(virtualMachine, () => {
    throw new Error("the Debian of virtual machines is not there: make vm-image");
  });
}

/** A virtual machine of the image, emulated: it needs nothing of the processor, and is some ten times as slow. */
export class VirtualMachine {
  private readonly folder = mkdtempSync(join(tmpdir(), "hardway-vm-"));
  private readonly disk = join(this.folder, "disk.qcow2");
  private readonly console = join(this.folder, "console");
  private qemu: ChildProcess | undefined;
  private ended: Promise<void> = Promise.resolve();

  constructor(private readonly port: number) {
    for (const key of ["login", "host"])
      execFileSync("ssh-keygen", ["-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", join(this.folder, key)]);
    writeFileSync(
      join(this.folder, "known_hosts"),
      `[127.0.0.1]:${port} ${this.key("host.pub").split(" ", 2).join(" ")}\n`,
    );
    const base = ["-b", vmImageFile(), "-F", "qcow2"];
    execFileSync("qemu-img", ["create", "-q", "-f", "qcow2", ...base, this.disk]);
  }

  /** One of the keys that the machine's config needs. */
  key(name: "login.pub" | "host" | "host.pub"): string {
    return readFileSync(join(this.folder, name), "utf8");
  }

  /** Switches the machine on, with an Ignition config or without one. */
  start(config?: string): void {
    const file = join(this.folder, "config.ign");
    if (config !== undefined) writeFileSync(file, config, { mode: 0o600 });
    const given = config === undefined ? [] : ["-fw_cfg", `name=opt/com.coreos/config,file=${file}`];
    // prettier-ignore
    this.qemu = spawn("qemu-system-x86_64", [
      "-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "2", "-m", "1024",
      "-nodefaults", "-no-user-config", "-display", "none", "-serial", `file:${this.console}`,
      "-drive", `file=${this.disk},if=virtio,format=qcow2`,
      "-netdev", `user,id=net,restrict=on,hostfwd=tcp:127.0.0.1:${this.port}-:22`,
      "-device", "virtio-net-pci,netdev=net,rombar=0", ...given,
    ], { stdio: ["ignore", "ignore", "inherit"] });
    this.ended = new Promise((resolve) => this.qemu?.once("close", resolve));
  }

  /** All that the machine's console has shown. */
  said(): string {
    return existsSync(this.console) ? readFileSync(this.console, "utf8") : "";
  }

  /** Waits until the machine has switched itself off. */
  switchedOff(): Promise<void> {
    return this.ended;
  }

  /** Runs a shell line in the machine as root; only the key of its config may answer for it. */
  in(line: string): string {
    return execFileSync("ssh", this.ssh(line), { encoding: "utf8" }).trim();
  }

  /** Runs a line that takes the machine down, and the connection with it. */
  async down(line: string): Promise<void> {
    await this.asked(line);
  }

  /** What ssh says to somebody who comes without the key. */
  refusal(): string {
    return spawnSync("ssh", ["-o", "PubkeyAuthentication=no", ...this.ssh("true")], { encoding: "utf8" })
      .stderr;
  }

  /** Waits until a boot that is not `earlier` has finished; returns its ID. */
  async boot(earlier?: string): Promise<string> {
    const deadline = Date.now() + BOOT_MILLISECONDS;
    let last = "";
    while (Date.now() < deadline) {
      // It waits in ssh itself: QEMU takes the connection at once, and the machine when it can.
      const id = await this.asked("cat /proc/sys/kernel/random/boot_id");
      if (id.stdout !== "" && id.stdout !== earlier) {
        const state = await this.asked("systemctl is-system-running --wait");
        if (state.stdout === "running") return id.stdout;
        last = `${state.stdout} ${state.stderr}`;
      } else last = id.stderr;
      if (this.qemu?.exitCode !== null) break;
    }
    throw new Error(`the machine did not boot; last: ${last}\n${this.said()}`);
  }

  /** Switches the machine off as a power cut does, and removes it. */
  async remove(): Promise<void> {
    this.qemu?.kill("SIGKILL");
    await this.ended;
    rmSync(this.folder, { recursive: true });
  }

  private async asked(line: string): Promise<{ readonly stdout: string; readonly stderr: string }> {
    const child = spawn("ssh", this.ssh(line), { stdio: ["ignore", "pipe", "pipe"] });
    const heard = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk: Buffer) => (heard.stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (heard.stderr += chunk.toString()));
    await new Promise((resolve) => child.once("close", resolve));
    return { stdout: heard.stdout.trim(), stderr: heard.stderr };
  }

  private ssh(line: string): string[] {
    const known = `UserKnownHostsFile=${join(this.folder, "known_hosts")}`;
    const options = ["BatchMode=yes", "StrictHostKeyChecking=yes", known, "ConnectTimeout=20"];
    const alive = ["ServerAliveInterval=5", "ServerAliveCountMax=4"];
    const key = ["-F", "none", "-i", join(this.folder, "login"), "-o", "IdentitiesOnly=yes"];
    return [
      ...key,
      ...[...options, ...alive].flatMap((option) => ["-o", option]),
      "-p",
      String(this.port),
    ].concat("root@127.0.0.1", line);
  }
}
