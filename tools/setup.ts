import { ensurePackages } from "./host/apt";
import { ensureInotifyInstances } from "./host/inotify";
import { hostPackages, type HostPackage } from "./host/packages";
import { install } from "./install";
import { enginePlugins, ensureBundles, ensurePlugin } from "./plugins";
import type { Reporter } from "./report";
import type { Tool } from "./tool";
import { tools } from "./versions";

/** The packages without which no cluster can be made. */
export const packagesForUp: readonly HostPackage[] = hostPackages.filter(({ neededBy }) => neededBy === "up");

const toolsForUp: readonly Tool[] = tools.filter(({ neededBy }) => neededBy === "up");

/** Everything that a command of this project needs on the host, the machine image left out. */
export async function setUpHost(reporter: Reporter): Promise<void> {
  await ensurePackages(packagesForUp, reporter);
  await ensureInotifyInstances(reporter);
  for (const tool of toolsForUp) await install(tool, reporter);
  for (const plugin of enginePlugins) await ensurePlugin(plugin, reporter);
  await ensureBundles();
}
