import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machineImageReference } from "../../machine-image/reference";

const BOOT_MILLISECONDS = 60_000;

/** What lets systemd be a container's first process (facts/podman-nodes.md §1). */
// prettier-ignore
export const systemdOptions = [
  "--privileged", "--systemd=false", "--env", "container=podman", "--cgroupns=private",
  "--ulimit", "nofile=20000:20000", "--ulimit", "nproc=20000:20000", "--pids-limit=-1",
  "--tmpfs", "/tmp", "--tmpfs", "/run", "--stop-signal", "SIGRTMIN+3", "--stop-timeout", "20",
  "--log-driver", "k8s-file",
] as const;

/** A host of its own for machines: a network namespace, and podman networks that only it knows. */
export class Lab {
  private readonly networks = mkdtempSync(join(tmpdir(), "hardway-lab-"));
  private readonly machines: string[] = [];

  constructor(readonly name: string) {
    execFileSync("ip", ["netns", "add", name]);
    execFileSync("ip", ["-n", name, "link", "set", "lo", "up"]);
    const subnet = ["--subnet", "10.90.0.0/24", "--gateway", "10.90.0.1"];
    this.podman("network", "create", "--driver", "bridge", "--internal", "--disable-dns", ...subnet, name);
  }

  podman(...parts: readonly string[]): string {
    const podman = ["podman", "--network-config-dir", this.networks, ...parts];
    return execFileSync("nsenter", [`--net=/run/netns/${this.name}`, ...podman], { encoding: "utf8" });
  }

  /** Makes a machine as facts/podman-nodes.md, 1 says, the config (if any) in it before its first start. */
  create(address: string, config?: object): string {
    const machine = `${this.name}-${this.machines.length}`;
    this.machines.push(machine);
    const where = ["--name", machine, "--hostname", machine, "--network", `${this.name}:ip=${address}`];
    const options = ["--restart", "on-failure", "--volume", `${machine}:/var`, ...systemdOptions];
    this.podman("--runtime", "runc", "create", ...where, ...options, machineImageReference());
    if (config !== undefined) this.putConfig(machine, config);
    return machine;
  }

  /** From a file: of what it reads from a pipe, podman leaves a copy in /var/tmp. */
  private putConfig(machine: string, config: object): void {
    const file = join(this.networks, "config.ign");
    writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
    execFileSync("podman", ["cp", file, `${machine}:/etc/ignition/config.ign`]);
    rmSync(file);
  }

  start(machine: string): void {
    this.podman("start", machine);
  }

  /** Runs a shell line in a machine and returns what it printed. */
  in(machine: string, line: string): string {
    return this.podman("exec", machine, "sh", "-c", line).trim();
  }

  /** Waits for a machine that ends by itself; returns its exit code. */
  exitCode(machine: string): number {
    return Number(this.podman("wait", machine));
  }

  /** Everything that a machine's first process has printed. */
  log(machine: string): string {
    const { stdout, stderr } = spawnSync("podman", ["logs", machine], { encoding: "utf8" });
    return stdout + stderr;
  }

  /** Waits until systemd has finished its boot; returns "running" or "degraded". */
  waitForBoot(machine: string): string {
    const deadline = Date.now() + BOOT_MILLISECONDS;
    const question = ["exec", machine, "systemctl", "is-system-running", "--wait"];
    for (;;) {
      // It is asked again until systemd's private socket is there to answer.
      const { stdout, stderr } = spawnSync("podman", question, { encoding: "utf8" });
      const state = stdout.trim();
      if (["running", "degraded"].includes(state)) return state;
      if (Date.now() > deadline) throw new Error(`${machine} did not boot; last: ${state}${stderr}`);
    }
  }

  /** Lets something happen to a machine that it must boot anew after; returns what `waitForBoot` does. */
  rebootBy(machine: string, cause: () => void): string {
    const started = this.state(machine, "StartedAt");
    cause();
    const deadline = Date.now() + BOOT_MILLISECONDS;
    while (this.state(machine, "StartedAt") === started || this.state(machine, "Running") !== "true")
      if (Date.now() > deadline) throw new Error(`${machine} did not come back`);
    return this.waitForBoot(machine);
  }

  /** A field of what podman knows of a machine's state. */
  state(machine: string, field: "StartedAt" | "Running" | "Pid" | "ExitCode"): string {
    return this.podman("inspect", "--format", `{{.State.${field}}}`, machine).trim();
  }

  remove(): void {
    if (this.machines.length > 0) this.podman("rm", "--force", "--time", "0", "--volumes", ...this.machines);
    for (const machine of this.machines) this.podman("volume", "rm", "--force", machine);
    this.podman("network", "rm", this.name);
    execFileSync("ip", ["netns", "delete", this.name]);
    rmSync(this.networks, { recursive: true });
  }
}
