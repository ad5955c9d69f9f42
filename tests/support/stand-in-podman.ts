import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "./temporary-folder";

/** A file of a container: its text, and its mode where that is not 0600. */
export type FileOfContainer = string | { readonly text: string; readonly mode: number };

/** A container of the stand-in. */
export interface StandInContainer {
  /** In podman's words; `running` where it is left out, and `missing` where there is only the image of one to be made. */
  readonly state?: string;
  /** By their paths in the container. */
  readonly files?: Readonly<Record<string, FileOfContainer>>;
  /** Shell scripts in the place of its programs, by their names; they may note what they are asked in /calls/all. */
  readonly programs?: Readonly<Record<string, string>>;
}

/** What a script printed, and how it ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const podman = join(__dirname, "stand-in-podman.sh");

/** In a mount namespace of its own, /run and /var/lib are folders of FOLDER, so that nothing is left on the real ones. */
const apart = 'mount --bind "$1/run" /run && mount --bind "$1/lib" /var/lib && shift && exec "$@"';

/** A host whose podman is a stand-in: commands really run, in a container's folder as their root (stand-in-podman.sh). Needs root. */
export class StandInHost {
  readonly folder = temporaryFolder("stand-in-host");

  /** The containers have names that begin with the instance's. */
  constructor(readonly instance: string) {
    for (const name of ["calls", "containers", "run", "lib"]) mkdirSync(join(this.folder, name));
    writeFileSync(join(this.folder, "calls/all"), "");
    this.program("podman", `exec ${podman} ${this.folder} "$@"`);
  }

  /** Makes a container of the instance, by its name in that. */
  container(name: string, { state = "running", files = {}, programs = {} }: StandInContainer = {}): void {
    if (state !== "missing") write(this.placeOf(name, "../state"), `${state}\n`, 0o644);
    for (const [path, file] of Object.entries(files)) {
      const { text, mode } = typeof file === "string" ? { text: file, mode: 0o600 } : file;
      write(this.placeOf(name, path), text, mode);
    }
    for (const [program, script] of Object.entries(programs))
      write(this.placeOf(name, `stand-ins/${program}`), `#!/bin/sh\n${script}\n`, 0o755);
  }

  /** Puts a shell script into the place of a program of the host. */
  program(name: string, script: string): void {
    write(join(this.folder, "programs", name), `#!/bin/sh\n${script}\n`, 0o755);
  }

  /** Where a file of a container is on this host. */
  placeOf(name: string, path: string): string {
    return join(this.folder, "containers", `${this.instance}-${name}`, "root", path);
  }

  /** The text of a file in a container; undefined where there is none. */
  read(name: string, path: string): string | undefined {
    const place = this.placeOf(name, path);
    return existsSync(place) ? readFileSync(place, "utf8") : undefined;
  }

  /** The mode of a file in a container, in octal. */
  modeOf(name: string, path: string): string {
    return (statSync(this.placeOf(name, path)).mode & 0o7777).toString(8);
  }

  /** What was noted so far, in its order. */
  get calls(): readonly string[] {
    return readFileSync(join(this.folder, "calls/all"), "utf8").split("\n").slice(0, -1);
  }

  /** What scripts have left in the host's folder of files in memory, by their paths in that. */
  get leftInMemory(): readonly string[] {
    return readdirSync(join(this.folder, "run", this.instance), { encoding: "utf8", recursive: true });
  }

  /** Runs a script of this repository on the host. */
  run(script: string, environment: Readonly<Record<string, string>>, input = ""): Ended {
    const { status, stdout, stderr } = spawnSync(
      "unshare",
      ["--mount", "sh", "-euc", apart, "apart", this.folder, script],
      {
        env: {
          PATH: `${join(this.folder, "programs")}:${process.env["PATH"] ?? ""}`,
          PLATFORM: "podman",
          INSTANCE: this.instance,
          CALLS: join(this.folder, "calls/all"),
          ...environment,
        },
        input,
        encoding: "utf8",
        timeout: 25_000,
      },
    );
    return { status, stdout, stderr };
  }
}

function write(path: string, text: string, mode: number): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, mode);
}
