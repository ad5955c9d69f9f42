import { link, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { machinePrograms } from "../paths";
import type { MachineSource, Tool } from "../tool";
import { folderOf, type Result } from "./result";

/** Gives a program of the machines a second name (a hard link) among the host's programs. */
export async function fromMachine(tool: Tool, source: MachineSource): Promise<Result> {
  const path = join(folderOf(tool), source.program);
  await mkdir(folderOf(tool), { recursive: true });
  await rm(path, { force: true });
  await link(join(machinePrograms, source.program), path);
  return { kind: "installed", origin: `the machines' ${source.program}`, paths: [path] };
}
