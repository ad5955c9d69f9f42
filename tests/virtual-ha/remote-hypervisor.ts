import { mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { attempt, capture, type Command } from "../../tools/process";
import type { Lab } from "../libvirt/lab";
import { systemdOptions } from "../machine/lab";
import { debianOfVirtualMachines } from "../machine/virtual-machine";

const bootMilliseconds = 120_000;

/** What libvirt's client starts on a hypervisor to reach its socket; Debian's untouched package set has socat in its place. */
const netcat = `#!/bin/sh
for socket in "$@"; do :; done
exec socat STDIO "UNIX-CONNECT:$socket"
`;

/**
 * A stand-in for the host of a lab's libvirtd that is reached by SSH: a container with Debian, systemd and an SSH server,
 * in the lab's network and with the lab's sockets. libvirtd itself and the machines' processes are not in it.
 */
export class RemoteHypervisor {
  /** Where it is reached from the lab's network, in libvirt's words. */
  readonly uri = "qemu+ssh://root@127.0.0.1/system";
  private readonly name: string;
  private readonly folder: string;

  constructor(private readonly lab: Lab) {
    this.name = `${lab.namespace}-hypervisor`;
    this.folder = join(lab.folder, "hypervisor");
  }

  /** Makes it, after what an interrupted run has left of it, and waits until it can be logged in to. */
  async start(): Promise<void> {
    await this.remove();
    await this.makeFiles();
    const system = await debianOfVirtualMachines();
    const mounts = [
      [`${this.lab.folder}/run`, "/run/libvirt"],
      [this.file("id_rsa.pub"), "/root/.ssh/authorized_keys"],
      [this.file("nc"), "/usr/local/bin/nc"],
    ].flatMap(([from, to]) => ["--volume", `${from}:${to}`]);
    const network = ["--network", `ns:/run/netns/${this.lab.namespace}`];
    const create = [
      "--runtime",
      "runc",
      "create",
      "--name",
      this.name,
      ...network,
      ...systemdOptions,
      ...mounts,
    ];
    await this.podman(...create, "--rootfs", `${system}:O`, "/sbin/init");
    await this.boot();
  }

  /** Switches it off and on again. */
  async reboot(): Promise<void> {
    await this.podman("stop", this.name);
    await this.boot();
  }

  /** Runs a shell line on it and returns what it printed. */
  run(line: string): Promise<string> {
    return this.podman("exec", this.name, "sh", "-c", line);
  }

  /** A command as a user runs it who may log in: SSH has no options for that, only the user's own folder. */
  readonly asUser = (command: Command): Command => {
    const script = `mount --bind '${this.folder}' '${sshFolder}'; exec "$@"`;
    const words = ["--mount", "--propagation", "private", "sh", "-euc", script, "sh"];
    const program = { program: "unshare", arguments: [...words, command.program, ...command.arguments] };
    return this.lab.inNamespace({ ...command, ...program });
  };

  async remove(): Promise<void> {
    await this.podman("rm", "--force", "--ignore", "--time", "0", this.name);
  }

  private file(name: string): string {
    return join(this.folder, name);
  }

  /** The user's folder, which has the key under the name that every client looks for. */
  private async makeFiles(): Promise<void> {
    for (const folder of [this.folder, sshFolder]) mkdirSync(folder, { recursive: true, mode: 0o700 });
    const kind = ["-q", "-t", "rsa", "-b", "2048", "-N", ""];
    await capture({ program: "ssh-keygen", arguments: [...kind, "-f", this.file("id_rsa")] });
    writeFileSync(this.file("nc"), netcat, { mode: 0o755 });
  }

  /** It has host keys of its own, which are taken as they are: between it and this host there is nobody. */
  private async boot(): Promise<void> {
    await this.podman("start", this.name);
    const deadline = Date.now() + bootMilliseconds;
    for (;;) {
      const { output, errors } = await attempt(
        this.lab.inNamespace({ program: "ssh-keyscan", arguments: ["127.0.0.1"] }),
      );
      if (output !== "") {
        writeFileSync(this.file("known_hosts"), output);
        return;
      }
      if (Date.now() > deadline) throw new Error(`${this.name} has no SSH server; last: ${errors}`);
      await pause(500);
    }
  }

  private podman(...words: readonly string[]): Promise<string> {
    return capture({ program: "podman", arguments: words });
  }
}

const sshFolder = join(homedir(), ".ssh");
