import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { goModules } from "./paths";
import type { Tool } from "./tool";

/** The content of every file of one Go module; the modules are flat folders. */
function moduleContent(folder: string): readonly string[] {
  const path = join(goModules, folder);
  return readdirSync(path)
    .sort()
    .flatMap((file) => [file, readFileSync(join(path, file), "utf8")]);
}

/**
 * A digest of everything that decides what a tool becomes: its entry in the table of versions and the Go
 * modules that it can be built from. A tool is made anew exactly when this changes.
 */
export function recipeHash(tool: Tool): string {
  const modules = tool.sources.flatMap((source) => (source.kind === "go" ? source.modules : []));
  // Who needs a tool does not decide what it becomes.
  const recipe = [{ ...tool, neededBy: undefined }, modules.map(({ folder }) => moduleContent(folder))];
  return createHash("sha256").update(JSON.stringify(recipe)).digest("hex");
}
