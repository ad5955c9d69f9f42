import { build } from "esbuild";
import { execFile, execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ContractSuite } from "./cases";

const repository = join(__dirname, "..", "..");
const contract = join(repository, "..", "shared", "plugin-contract");
const toolFolders = [".tools/bin", ".tools/machine/bin"].map((folder) => join(repository, folder));

/** Why the contract cannot be played here, or undefined. */
export const unavailable = existsSync(contract)
  ? undefined
  : "the recorded contract, ../shared/plugin-contract, is not on this machine";

/** The names of all recorded cases of a plugin. */
export function recordedCases(suite: string): readonly string[] {
  return readdirSync(join(contract, "recorded", suite)).map((file) => file.replace(/\.json$/, ""));
}

export interface Played {
  readonly name: string;
  readonly seconds: number;
  /** Where the stand-in differs from the recording; empty if nowhere. */
  readonly differences: readonly string[];
}

/** Plays cases with the stand-ins, two at once, and compares all but the calls that lead there. */
export async function play(suite: ContractSuite, names: readonly string[]): Promise<readonly Played[]> {
  const workspace = mkdtempSync(join(tmpdir(), "contract-"));
  try {
    const bin = await layOut(workspace);
    const path = [bin, ...toolFolders, process.env["PATH"]].join(":");
    const cases = names.map((name) => `${suite.name}/${name}`);
    const text = await runHarness(join(workspace, "contract"), cases, { ...process.env, PATH: path });
    return names.map((name) => parse(text, suite.name, name));
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

/** The contract's harness beside our packages, and a folder of programs; gives the latter. */
async function layOut(workspace: string): Promise<string> {
  execFileSync("node", [join(repository, "plugins/bundle.mjs")], { stdio: "inherit" });
  const copy = join(workspace, "contract");
  cpSync(contract, copy, { recursive: true });
  symlinkSync(join(repository, "node_modules"), join(copy, "node_modules"));
  const bin = join(workspace, "bin");
  mkdirSync(bin);
  for (const plugin of ["pulumi-resource-command", "pulumi-resource-kubernetes"]) {
    symlinkSync(join(repository, "plugins/bin", plugin), join(bin, plugin));
  }
  copyPulumi(join(bin, "pulumi"));
  await buildRecorderHost(join(bin, "pulumi-language-nodejs"));
  return bin;
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

/** Exit status 1 says that there are differences, which the text names. */
function runHarness(folder: string, cases: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const words = ["run.js", "--without=calls,providerCalls", ...cases];
  return new Promise((resolve, reject) => {
    execFile("node", words, { cwd: folder, env, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      if (error && error.code !== 1) reject(new Error(`the harness failed: ${stderr}`));
      else resolve(stdout + stderr);
    });
  });
}

/** A result begins with "ok" or "FAIL" and the case; its differences follow, indented. */
function parse(text: string, suite: string, name: string): Played {
  const result = new RegExp(`^(?:ok|FAIL) ${suite}/${name} \\(([0-9.]+) s\\)\n((?: .*\n)*)`, "m").exec(text);
  if (!result) throw new Error(`the harness did not play ${suite}/${name}:\n${text}`);
  const [, seconds, differences = ""] = result;
  return { name, seconds: Number(seconds), differences: differences.split("\n").filter(Boolean) };
}
