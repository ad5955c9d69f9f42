import { readdirSync, readFileSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { delimiter, join, sep } from "node:path";
import { withWorkFolder } from "./files";
import { goModules, hostPrograms, repository } from "./paths";
import { capture } from "./process";
import { versions } from "./versions";

const sdks = join(repository, "sdks");

/** The committed SDK of libvirt's provider. */
export const sdkFolder = join(sdks, "libvirt");

/** What Pulumi.yaml names too: the provider by which the engine's plugin is parameterized. */
export const libvirtPackage = ["registry.opentofu.org/dmacvicar/libvirt", versions.libvirtProvider] as const;

/** The files of an SDK and their content; what npm has made of them is left out. */
export function sdkFiles(folder: string): Readonly<Record<string, string>> {
  const made = ["bin", "node_modules"];
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .filter((file) => !made.includes(file.split(sep)[0] ?? ""));
  return Object.fromEntries(files.sort().map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}

/**
 * Generates the SDK as `pulumi package gen-sdk` does. That command leaves the work to the language host, and the
 * stand-in host has no generator, which is the Go library that tools/go/sdk-generator calls.
 */
export async function generateSdk(folder: string): Promise<void> {
  const schema = await capture({
    program: join(hostPrograms, "pulumi"),
    arguments: ["package", "get-schema", `terraform-provider@${versions.terraformPlugin}`, ...libvirtPackage],
    folder: repository,
    environment: { PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  await capture({
    program: "go",
    arguments: ["run", "-trimpath", "-buildvcs=false", ".", folder],
    folder: join(goModules, "sdk-generator"),
    environment: { CGO_ENABLED: "0" },
    input: schema,
  });
}

/** Makes the committed SDK what the provider's schema gives now, and compiles it; returns what was done. */
export async function writeSdk(): Promise<string> {
  return withWorkFolder(sdks, async (work) => {
    const generated = join(work, "libvirt");
    await generateSdk(generated);
    const same = JSON.stringify(sdkFiles(generated)) === JSON.stringify(sdkFiles(sdkFolder));
    if (same) return "sdks/libvirt: as the provider's schema has it";
    await rm(sdkFolder, { recursive: true, force: true });
    await rename(generated, sdkFolder);
    await compile();
    return "sdks/libvirt: written anew; read the diff before committing";
  });
}

/** As npm does when it installs the SDK, with the project's own compiler. */
async function compile(): Promise<void> {
  const path = [join(repository, "node_modules", ".bin"), process.env["PATH"]].join(delimiter);
  await capture({
    program: "node",
    arguments: ["scripts/postinstall.js"],
    folder: sdkFolder,
    environment: { PATH: path },
  });
}
