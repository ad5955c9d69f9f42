import { join } from "node:path";
import { homePrograms, pulumiHome, type HomeProgram } from "./engine-home";
import { ensurePackages } from "./host/apt";
import { hostPackages, type HostPackage } from "./host/packages";
import { install } from "./install";
import { enginePrograms } from "./paths";
import { timed, type Reporter } from "./report";
import type { Tool } from "./tool";
import { tools } from "./versions";

/** The packages without which no virtual machine can be made. */
export const packagesForLibvirt: readonly HostPackage[] = hostPackages.filter(
  ({ neededBy }) => neededBy === "libvirt",
);

/** What platform libvirt needs on the host beside what every platform needs, which must be there already. */
export async function setUpLibvirt(reporter: Reporter): Promise<void> {
  await ensurePackages(packagesForLibvirt, reporter);
  for (const program of homePrograms) await ensureHomeProgram(program, reporter);
}

/** A program that is in the engine's home, because the engine has installed the official one, is not made again. */
async function ensureHomeProgram(program: HomeProgram, reporter: Reporter): Promise<void> {
  const tool: Tool | undefined = tools.find(({ name }) => name === program.tool);
  if (tool === undefined) throw new Error(`tools/versions.ts has no ${program.tool}`);
  const there = program.isThere();
  if (!there) await install(tool, reporter);
  await timed(reporter, `${tool.name} ${tool.version} for the engine`, async () => {
    const detail = `in ${pulumiHome()}`;
    if (there) return { outcome: "current", detail };
    await program.put(join(enginePrograms, tool.programs[0] ?? ""));
    return { outcome: "done", detail };
  });
}
