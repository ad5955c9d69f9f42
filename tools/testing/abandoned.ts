import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { instancesFolder, sweep } from "../stack/sweep";

/** How the tests name what their stacks own; git ignores the configurations of such stacks. */
const testInstances = /^hardway-e2e-/;

/**
 * The instances of tests whose run was killed and whose state is gone with its folder, so that nothing but their own labels
 * tells of them: their machines go on working, and the next run finds their names taken.
 */
export function abandonedIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((instance) => testInstances.test(instance))
    .filter((instance) => {
      const project = join(folder, instance, "project");
      if (!existsSync(project)) return false;
      const stack = instance.replace(/^hardway-/, "");
      return !existsSync(join(readFileSync(project, "utf8").trim(), ".state", stack));
    });
}

/** Removes them, and tells which. */
export async function removeAbandoned(tell: (line: string) => void): Promise<void> {
  for (const instance of abandonedIn(instancesFolder)) {
    await sweep(instance);
    tell(`${instance}: removed; a run of the tests had left it, and its folder is gone`);
  }
}
