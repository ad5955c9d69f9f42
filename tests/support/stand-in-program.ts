import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "./temporary-folder";

/** The environment in which a program's name means a shell script instead: a stand-in for what a script asks. */
export function withStandIn(program: string, script: string): NodeJS.ProcessEnv {
  const folder = temporaryFolder("stand-in");
  const path = join(folder, program);
  writeFileSync(path, `#!/bin/sh\n${script}`);
  chmodSync(path, 0o755);
  return { ...process.env, PATH: `${folder}:${process.env["PATH"] ?? ""}` };
}
