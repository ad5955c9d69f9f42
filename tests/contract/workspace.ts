import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statfsSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contractFolder, toolFolders } from "./contract-folder";

const repository = join(__dirname, "..", "..");

/** A copy of the contract in which its harness finds our packages and plays our stand-ins. */
export interface Workspace {
  readonly harness: string;
  /** PATH of the harness: the stand-ins first. */
  readonly path: string;
  /** Where the harness puts what it makes; an interrupted one leaves it behind. */
  readonly scratch: string;
}

/** Makes a workspace, gives it to `work` and removes it. */
export async function inWorkspace<Result>(work: (workspace: Workspace) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "contract-"));
  const scratch = mkdtempSync(join(scratchFolder(), "contract-scratch-"));
  try {
    return await work({ ...(await layOut(folder)), scratch });
  } finally {
    for (const made of [folder, scratch]) rmSync(made, { recursive: true, force: true });
  }
}

/** Case folders, state files and etcd's data: in memory, where there is enough of it, they take half of the time. */
function scratchFolder(): string {
  const [ramDisk, needed] = ["/dev/shm", 2 ** 30];
  try {
    const { bavail, bsize } = statfsSync(ramDisk);
    return bavail * bsize > needed ? ramDisk : tmpdir();
  } catch {
    return tmpdir(); // There is none.
  }
}

async function layOut(folder: string): Promise<Omit<Workspace, "scratch">> {
  execFileSync("node", [join(repository, "plugins/bundle.mjs")], { stdio: "inherit" });
  const harness = join(folder, "contract");
  cpSync(contractFolder, harness, { recursive: true });
  symlinkSync(join(repository, "node_modules"), join(harness, "node_modules"));
  const bin = join(folder, "bin");
  mkdirSync(bin);
  for (const plugin of ["pulumi-resource-command", "pulumi-resource-kubernetes"]) {
    symlinkSync(join(repository, "plugins/bin", plugin), join(bin, plugin));
  }
  copyPulumi(join(bin, "pulumi"));
  await buildRecorderHost(join(bin, "pulumi-language-nodejs"));
  return { harness, path: [bin, ...toolFolders, process.env["PATH"]].join(":") };
}

/** The engine prefers, and does not mention, a language host that lies beside its own program file. */
function copyPulumi(target: string): void {
  const folders = [...toolFolders, ...(process.env["PATH"] ?? "").split(":")];
  const pulumi = folders.map((folder) => join(folder, "pulumi")).find((file) => existsSync(file));
  if (!pulumi) throw new Error("there is no pulumi in .tools/bin or on PATH: run `make tools`");
  try {
    linkSync(pulumi, target);
  } catch {
    copyFileSync(pulumi, target); // Another file system.
  }
}

async function buildRecorderHost(target: string): Promise<void> {
  await build({
    entryPoints: [join(__dirname, "recorder-host.ts")],
    outfile: target,
    bundle: true,
    format: "cjs",
    platform: "node",
    banner: { js: "#!/usr/bin/env node" },
  });
  chmodSync(target, 0o755);
}
