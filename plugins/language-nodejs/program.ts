import { existsSync } from "node:fs";
import { join } from "node:path";
import type { register } from "ts-node";
import { postponeTranslation } from "./stacks";

/** Where the program is, as the engine says it. */
export interface ProgramLocation {
  /** The folder of Pulumi.yaml, or what its `main` names: the program's working folder. */
  readonly folder: string;
  /** A file or folder in it; "." leaves the choice to package.json's `main`. */
  readonly entryPoint: string;
}

/**
 * Loads the program; what it exports are the stack's outputs. A function that it exports is called
 * and gives them (as the official host does, pulumi/pulumi sdk/nodejs/cmd/run/run.ts).
 */
export async function runProgram(location: ProgramLocation, require: NodeJS.Require): Promise<unknown> {
  process.chdir(location.folder);
  registerTypeScript(location.folder, require);
  postponeTranslation();
  const exported: unknown = require(join(location.folder, location.entryPoint));
  return typeof exported === "function" ? await (exported as () => unknown)() : exported;
}

/**
 * The same registration as the official host's, with one difference: types are never checked here.
 * The project's own check does that, and a check at every preview would take seconds.
 * The project's tsconfig.json is respected, its "ts-node" part ("swc": true) too.
 */
function registerTypeScript(folder: string, require: NodeJS.Require): void {
  const tsNode = require("ts-node") as { readonly register: typeof register };
  const project = join(folder, "tsconfig.json");
  tsNode.register({
    cwd: folder,
    project,
    skipProject: !existsSync(project),
    transpileOnly: true,
    compilerOptions: { target: "ES2022", module: "nodenext", moduleResolution: "nodenext" },
  });
}
