import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const repository = join(__dirname, "..", "..");

/** The recorded contract: beside the repository, or where PLUGIN_CONTRACT says. */
export const contractFolder =
  process.env["PLUGIN_CONTRACT"] ?? join(repository, "..", "shared", "plugin-contract");

/** Programs that the setup installs: the harness needs them beside what is on PATH. */
export const toolFolders = [".tools/bin", ".tools/machine/bin"].map((folder) => join(repository, folder));

/** Why cases that need these programs cannot be played here, or undefined. */
export function unavailable(programs: readonly string[]): string | undefined {
  if (!existsSync(contractFolder)) return `the recorded contract, ${contractFolder}, is not on this machine`;
  const folders = [...toolFolders, ...(process.env["PATH"] ?? "").split(":"), "/usr/sbin"];
  const isInstalled = (program: string): boolean =>
    folders.some((folder) => existsSync(join(folder, program)));
  const missing = programs.filter((program) => !isInstalled(program));
  return missing.length > 0 ? `${missing.join(", ")} missing: run \`make tools\`` : undefined;
}

/** The cases are programs: only running one gives its list. */
const load = createRequire(__filename);

/** The names of all cases of a plugin, and of all its recordings: the contract has both for each. */
export function casesOf(suite: string): { readonly described: string[]; readonly recorded: string[] } {
  const files = readdirSync(join(contractFolder, suite)).filter((file) => !file.startsWith("_"));
  const described = files.flatMap((file) => {
    const cases = load(join(contractFolder, suite, file)) as readonly { readonly name: string }[];
    return cases.map(({ name }) => name);
  });
  const recorded = readdirSync(join(contractFolder, "recorded", suite)).map((file) =>
    file.replace(/\.json$/, ""),
  );
  return { described: described.sort(), recorded: recorded.sort() };
}
