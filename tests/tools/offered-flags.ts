import { spawnSync } from "node:child_process";
import { join } from "node:path";

const programs = join(__dirname, "../../.tools/machine/bin");

/** A program's flags by name, with what it says of each; etcd writes to standard error. */
export function offeredBy(program: string): ReadonlyMap<string, string> {
  const { stdout, stderr, error } = spawnSync(join(programs, program), ["--help"], { encoding: "utf8" });
  if (error !== undefined) throw error;
  const help = [...(stdout + stderr).matchAll(/^ +(?:-\w, )?--([a-z0-9-]+)[ =]?(.*(?:\n {6,}(?!--).*)*)/gm)];
  return new Map(help.map(([, name = "", text = ""]) => [name, text]));
}
