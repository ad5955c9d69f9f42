import { join } from "node:path";
import { moveAll, withWorkFolder } from "../files";
import { goModules } from "../paths";
import { capture } from "../process";
import type { GoModule, GoSource, Tool } from "../tool";
import { findOnPath } from "./path";
import { folderOf, type OnLongWork, type Result } from "./result";

/** Builds a tool from the Go module proxy; go.sum holds every module to its checksum. */
export async function fromGo(tool: Tool, source: GoSource, onLongWork: OnLongWork): Promise<Result> {
  if (findOnPath("go") === undefined) {
    return { kind: "unavailable", why: "no go on PATH to build it with (https://go.dev/dl)" };
  }
  onLongWork(`building from source, ${source.takes} the first time`);
  return withWorkFolder(folderOf(tool), async (folder) => {
    for (const module of source.modules) await build(module, folder);
    const paths = await moveAll(folder, folderOf(tool));
    return { kind: "installed", origin: "built from source", paths };
  });
}

/** After `-o FOLDER/`, each program is named as its package is; after `-o FOLDER/NAME`, the one program is so. */
async function build(module: GoModule, folder: string): Promise<void> {
  const tags = module.tags === undefined ? [] : ["-tags", module.tags.join(",")];
  const output = ["-ldflags", module.linkerFlags.join(" "), "-o", `${folder}/${module.program ?? ""}`];
  await capture({
    program: "go",
    // No version control stamp: what is built depends on the module alone, not on this repository.
    arguments: ["build", "-trimpath", "-buildvcs=false", ...tags, ...output, ...module.packages],
    folder: join(goModules, module.folder),
    environment: { CGO_ENABLED: "0" },
  });
}
