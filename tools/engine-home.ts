import { existsSync, readdirSync } from "node:fs";
import { copyFile, mkdir, rename } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { hostPrograms } from "./paths";
import { capture } from "./process";
import { architecture, versions } from "./versions";

/** The engine's home, which all projects of a user share. */
export function pulumiHome(): string {
  return process.env["PULUMI_HOME"] ?? join(homedir(), ".pulumi");
}

/** A program that is looked for in the engine's home, by a path that says its version. */
export interface HomeProgram {
  /** The tool's name in the table of versions. */
  readonly tool: "terraform-provider" | "terraform-provider-libvirt";
  /** Whether it is there, from whomever. */
  readonly isThere: () => boolean;
  /** Puts the program of this path there; whoever looks meanwhile finds nothing, or the whole. */
  readonly put: (program: string) => Promise<void>;
}

/** Where the engine looks for the plugin. */
function pluginPath(): string {
  const folder = `resource-terraform-provider-v${versions.terraformPlugin}`;
  return join(pulumiHome(), "plugins", folder, "pulumi-resource-terraform-provider");
}

/** Where the plugin looks for the provider, before it would download it. */
function providerFolder(): string {
  const cache = process.env["PULUMI_DYNAMIC_TF_PLUGIN_CACHE_DIR"] ?? join(pulumiHome(), "dynamic_tf_plugins");
  const name = join("registry.opentofu.org", "dmacvicar", "libvirt");
  return join(cache, name, versions.libvirtProvider, `linux_${architecture}`);
}

/** What platform libvirt has in the engine's home. */
export const homePrograms: readonly HomeProgram[] = [
  {
    tool: "terraform-provider",
    isThere: () => existsSync(pluginPath()),
    put: async (program) => {
      const name = ["resource", "terraform-provider", versions.terraformPlugin];
      await capture({
        program: join(hostPrograms, "pulumi"),
        arguments: ["plugin", "install", ...name, "--file", program],
      });
    },
  },
  {
    tool: "terraform-provider-libvirt",
    isThere: () =>
      existsSync(providerFolder()) &&
      readdirSync(providerFolder()).some((file) => file.startsWith("terraform-provider-libvirt")),
    put: (program) => copyWhole(program, join(providerFolder(), basename(program))),
  },
];

/** By a name that nobody looks for, so that an interrupted copy is not taken for the program. */
async function copyWhole(from: string, to: string): Promise<void> {
  const beside = join(dirname(to), `.${basename(to)}.new`);
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, beside);
  await rename(beside, to);
}
