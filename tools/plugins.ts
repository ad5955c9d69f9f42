import { existsSync, lstatSync, readFileSync, realpathSync } from "node:fs";
import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { pulumiHome } from "./engine-home";
import { hostPrograms, repository } from "./paths";
import { attempt } from "./process";
import { timed, type Reporter } from "./report";
import { unreachable } from "./sources/network";
import { link } from "./sources/path";
import { currentStamp, writeStamp } from "./stamp";

/** A program that the engine starts, and that this repository has a stand-in for (plugins/bin). */
export interface EnginePlugin {
  readonly program: string;
  /** `pulumi`: comes with the engine; `package`: is installed for an npm package, of the same version. */
  readonly comesWith: "pulumi" | { readonly package: string; readonly plugin: string };
}

/** Every plugin that a stack of this project uses. */
export const enginePlugins = [
  { program: "pulumi-language-nodejs", comesWith: "pulumi" },
  {
    program: "pulumi-resource-command",
    comesWith: { package: "@pulumi/command", plugin: "command" },
  },
  {
    program: "pulumi-resource-kubernetes",
    comesWith: { package: "@pulumi/kubernetes", plugin: "kubernetes" },
  },
] as const satisfies readonly EnginePlugin[];

const DOWNLOADS = "https://get.pulumi.com";
const INSTALL_LIMIT_SECONDS = 180;
const standIns = join(repository, "plugins", "bin");

/** The version of the plugin that an npm package asks for, which is its own. */
function packageVersion(name: string): string {
  const text = readFileSync(join(repository, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version;
}

/** Where the official program is, or would be once it is installed (facts: pulumi.md, 1.5). */
function officialPath({ program, comesWith }: EnginePlugin): string {
  if (comesWith === "pulumi") return join(dirname(realpathSync(join(hostPrograms, "pulumi"))), program);
  const version = packageVersion(comesWith.package);
  return join(pulumiHome(), "plugins", `resource-${comesWith.plugin}-v${version}`, program);
}

function isOfficial(plugin: EnginePlugin): boolean {
  const path = officialPath(plugin);
  return existsSync(path) && dirname(realpathSync(path)) !== standIns;
}

/** Asks the engine to install the official plugin; returns the reason if that cannot be. */
async function installOfficial({ comesWith }: EnginePlugin): Promise<string | undefined> {
  if (comesWith === "pulumi") return "the engine was built without it";
  const why = await unreachable(DOWNLOADS);
  if (why !== undefined) return why;
  const version = packageVersion(comesWith.package);
  const ended = await attempt({
    program: join(hostPrograms, "pulumi"),
    arguments: ["plugin", "install", "resource", comesWith.plugin, version],
    limitSeconds: INSTALL_LIMIT_SECONDS,
  });
  return ended.exitCode === 0 ? undefined : (ended.errors.trim().split("\n").at(-1) ?? "it failed");
}

/**
 * Sees to it that the engine finds each plugin. A program on PATH would win over the official plugin, so a
 * stand-in is linked into .tools/bin only where the official one is not installed and cannot be.
 */
export async function ensurePlugin(plugin: EnginePlugin, reporter: Reporter): Promise<void> {
  await timed(reporter, plugin.program, async () => {
    const path = join(hostPrograms, plugin.program);
    if (isOfficial(plugin)) {
      const standIn = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
      if (standIn) await rm(path);
      return { outcome: standIn ? "done" : "current", detail: "the official plugin" };
    }
    const recipe = officialPath(plugin);
    const known = currentStamp(plugin.program, recipe);
    if (known !== undefined) return { outcome: "current", detail: known.origin };
    const why = await installOfficial(plugin);
    if (why === undefined) return { outcome: "done", detail: "the official plugin, installed" };
    await link(join(standIns, plugin.program), path);
    const origin = `this repository's stand-in (${why})`;
    await writeStamp(plugin.program, { recipe, origin, paths: [path] });
    return { outcome: "done", detail: origin };
  });
}

/** Bundles the stand-ins and the gate program; what is up to date by content is left alone. */
export async function ensureBundles(): Promise<void> {
  await import(pathToFileURL(join(repository, "plugins", "bundle.mjs")).href);
}
