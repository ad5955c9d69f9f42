import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commandOnHost } from "../../../components/microshift/host/scripts";
import type { Order } from "../../../manifests/microshift/host/script";
import type { HostStep } from "../../../manifests/microshift/host/steps";
import { systemdOptions } from "../../machine/lab";
import { temporaryFolder } from "../../support/temporary-folder";

/** How a step on the host ended. */
export interface Taken {
  readonly exitCode: number | null;
  readonly stdout: string;
  /** What it said, and where it failed its error. */
  readonly stderr: string;
}

const bootMilliseconds = 60_000;

/**
 * A host in a machine of podman that has no network, into which steps go by a real ssh and a real sshd over the loopback
 * interface of that machine, each as the one command that the program sends.
 */
export class EnteredHost {
  private readonly folder = temporaryFolder("entered-host");
  private readonly machine = `hardway-entered-${process.pid}`;

  start(image: string): void {
    const where = ["--name", this.machine, "--hostname", "host", "--network", "none"];
    execFileSync("podman", ["--runtime", "runc", "run", "--detach", ...where, ...systemdOptions, image]);
    const [client, own] = [this.keyPair("client"), this.keyPair("own")];
    this.put("/etc/ssh/ssh_host_ed25519_key", readFileSync(own, "utf8"));
    const authorized = readFileSync(`${client}.pub`, "utf8");
    this.shell("grep -q ^admin: /etc/passwd || echo admin:x:1000:1000::/home/admin:/bin/sh >> /etc/passwd");
    for (const home of ["/root", "/home/admin"]) this.put(`${home}/.ssh/authorized_keys`, authorized);
    this.shell("chown -R 1000:1000 /home/admin");
    writeFileSync(join(this.folder, "known"), `127.0.0.1 ${readFileSync(`${own}.pub`, "utf8")}`);
    this.waitForBoot();
    this.shell("systemctl restart ssh");
  }

  /** Takes a step as whoever logs in; `input` is what it reads. */
  take(step: HostStep, order: Order = "up", { user = "root", input = "" } = {}): Taken {
    const pid = execFileSync("podman", ["inspect", "--format", "{{.State.Pid}}", this.machine]);
    const known = ["-o", `UserKnownHostsFile=${join(this.folder, "known")}`];
    const options = ["-F", "none", "-o", "StrictHostKeyChecking=yes", "-o", "BatchMode=yes", ...known];
    const { status, stdout, stderr } = spawnSync(
      "nsenter",
      [
        `--net=/proc/${pid.toString().trim()}/ns/net`,
        "ssh",
        "-i",
        join(this.folder, "client"),
        ...options,
      ].concat(`${user}@127.0.0.1`, commandOnHost(step, order, user)),
      { input, encoding: "utf8" },
    );
    return { exitCode: status, stdout, stderr };
  }

  /** The same of a step that must end well; returns what it said. */
  takeWell(step: HostStep, order: Order = "up", given: { readonly input?: string } = {}): string {
    const { exitCode, stdout, stderr } = this.take(step, order, given);
    if (exitCode !== 0) throw new Error(`${step.name} ${order} failed: ${stdout}${stderr}`);
    return stdout + stderr;
  }

  /** What a line of shell prints on it, run by root. */
  shell(line: string): string {
    return execFileSync("podman", ["exec", this.machine, "sh", "-c", line], { encoding: "utf8" }).trim();
  }

  /** Puts a file of root's alone, which a program may run. */
  put(path: string, text: string): void {
    const line = 'mkdir -p "$(dirname "$1")"; umask 077; cat > "$1"; chmod 700 "$1"';
    const words = ["exec", "--interactive", this.machine, "sh", "-c", line, "sh", path];
    execFileSync("podman", words, { input: text });
  }

  stop(): void {
    execFileSync("podman", ["rm", "--force", "--time", "0", "--volumes", this.machine]);
  }

  private keyPair(name: string): string {
    const file = join(this.folder, name);
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file]);
    return file;
  }

  private waitForBoot(): void {
    const deadline = Date.now() + bootMilliseconds;
    const question = ["exec", this.machine, "systemctl", "is-system-running", "--wait"];
    for (;;) {
      const { stdout, stderr } = spawnSync("podman", question, { encoding: "utf8" });
      if (["running", "degraded"].includes(stdout.trim())) return;
      if (Date.now() > deadline) throw new Error(`the host did not boot: ${stdout}${stderr}`);
    }
  }
}
