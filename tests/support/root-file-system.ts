import { execFile } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Where Debian's package has the program that a machine's first boot runs. */
const ignition = "/usr/lib/dracut/modules.d/30ignition/ignition";

/** What a machine image has for Ignition's sake: a configuration of SELinux, and the program that relabels files. */
const imageFiles = join(__dirname, "..", "..", "machine-image", "rootfs");

/** The stages of a first boot, in order, as the machine image's first-boot runs them. */
const stages = ["fetch", "disks", "files"] as const;

/** The user whom an image of CoreOS has; what is theirs is not root's. */
const core = { name: "core", id: 1000, home: "/home/core" } as const;

/** A file or directory as it lies there. */
export interface Entry {
  readonly kind: "file" | "directory" | "link";
  /** In octal digits. */
  readonly mode: string;
  /** User and group, by number. */
  readonly owner: string;
}

/** How a run of Ignition ended, and what it said. */
export interface IgnitionRun {
  /** The stage that failed, or the word for a run of which none did. */
  readonly ended: (typeof stages)[number] | "well";
  readonly said: string;
}

/** What a run needs besides its config. */
export interface IgnitionOptions {
  /** Lines of /etc/hosts as Ignition sees it, and nobody else on this machine. */
  readonly hosts?: string;
  /** Hears all that was said so far, each time that more is said; a run that would try for ever is ended by it. */
  readonly heard?: (said: string) => "go on" | "end";
}

/** A machine's root file system in a folder, with what an image brings, into which the real Ignition writes. Needs root. */
export class RootFileSystem {
  private readonly folder = mkdtempSync(join(tmpdir(), "root-file-system-"));
  private readonly root = join(this.folder, "root");

  /** With units of the image's own, by name. */
  constructor(units: readonly string[] = []) {
    // Ignition writes what is a user's as that user, who must get there.
    chmodSync(this.folder, 0o711);
    cpSync(imageFiles, this.root, { recursive: true });
    const { name, id, home } = core;
    this.write("/etc/passwd", `root:x:0:0::/root:/bin/sh\n${name}:x:${id}:${id}::${home}:/bin/sh\n`);
    this.write("/etc/group", `root:x:0:\n${name}:x:${id}:\n`);
    mkdirSync(this.at(home), { recursive: true });
    chownSync(this.at(home), id, id);
    for (const unit of units)
      this.write(`/usr/lib/systemd/system/${unit}`, "[Install]\nWantedBy=multi-user.target\n");
  }

  /** Applies a config as at the first boot of a machine, up to the stage that fails. */
  async ignite(config: string, options: IgnitionOptions = {}): Promise<IgnitionRun> {
    const file = this.own("config.ign", config);
    const hosts = this.own("hosts", options.hosts ?? "");
    let said = "";
    for (const stage of stages) {
      const state = ["--config-cache", "--neednet", "--state-file"].flatMap((flag) => [
        flag,
        join(this.folder, flag),
      ]);
      const run = await this.inNamespace(
        hosts,
        [ignition, "--root", this.root, "--platform", "file", "--stage", stage, "--log-to-stdout", ...state],
        { file, heard: options.heard },
      );
      said += run.said;
      if (run.status !== 0) return { ended: stage, said };
    }
    return { ended: "well", said };
  }

  /** Enables the units that Ignition has preset, as systemd does at a first boot. */
  async presetUnits(): Promise<void> {
    const preset = readFileSync(this.at("/etc/systemd/system-preset/20-ignition.preset"), "utf8");
    const units = preset.split("\n").flatMap((line) => /^(?:enable|disable) (\S+)/.exec(line)?.[1] ?? []);
    await this.systemctl("preset", ...units);
  }

  /** What systemctl says of this file system's units. */
  systemctl(...words: readonly string[]): Promise<string> {
    return new Promise((resolve) => {
      execFile("systemctl", [`--root=${this.root}`, ...words], (_, stdout, stderr) => {
        resolve((stdout + stderr).trim());
      });
    });
  }

  /** Everything that is there, by path. */
  entries(): ReadonlyMap<string, Entry> {
    const paths = readdirSync(this.root, { recursive: true, encoding: "utf8" }).map((path) => `/${path}`);
    return new Map(paths.map((path) => [path, this.entry(path)]));
  }

  /** What lies at a path, which must be something. */
  entry(path: string): Entry {
    const status = lstatSync(this.at(path));
    return {
      kind: status.isDirectory() ? "directory" : status.isSymbolicLink() ? "link" : "file",
      mode: (status.mode & 0o7777).toString(8),
      owner: `${status.uid}:${status.gid}`,
    };
  }

  has(path: string): boolean {
    return existsSync(this.at(path));
  }

  /** The text of a file. */
  text(path: string): string {
    return readFileSync(this.at(path), "utf8");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private at(path: string): string {
    return join(this.root, path);
  }

  private write(path: string, text: string): void {
    mkdirSync(dirname(this.at(path)), { recursive: true });
    writeFileSync(this.at(path), text);
  }

  private own(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  }

  /** Runs a program to which another file is /etc/hosts. */
  private inNamespace(
    hosts: string,
    command: readonly string[],
    { file, heard }: { readonly file: string; readonly heard: IgnitionOptions["heard"] },
  ): Promise<{ readonly status: number | null; readonly said: string }> {
    const inside = ["sh", "-ec", 'mount --bind "$0" /etc/hosts; exec "$@"', hosts, ...command];
    const env = {
      PATH: `${join(imageFiles, "usr/local/sbin")}:${process.env["PATH"] ?? ""}`,
      IGNITION_CONFIG_FILE: file,
    };
    return new Promise((resolve) => {
      let said = "";
      const child = execFile("unshare", ["--mount", "--propagation", "private", ...inside], { env });
      const listen = (part: string): void => {
        said += part;
        if (heard?.(said) === "end") child.kill("SIGKILL");
      };
      child.stdout?.on("data", listen);
      child.stderr?.on("data", listen);
      child.on("close", (status) => {
        resolve({ status, said });
      });
    });
  }
}
