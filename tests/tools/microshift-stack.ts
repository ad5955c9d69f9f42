import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { hostPrograms, repository } from "../../tools/paths";
import { capture } from "../../tools/process";
import { temporaryFolder } from "../support/temporary-folder";

/** Runs the real engine and returns what it printed; throws where it does not end well. */
export type Engine = (...words: readonly string[]) => Promise<string>;

/** A stack that nobody else has, of a program of this folder that reads its configuration from the environment. */
export async function microshiftStack(
  program: string,
  environment: Readonly<Record<string, string>>,
): Promise<Engine> {
  const name = "microshift";
  const folder = temporaryFolder(name);
  const engine: Engine = (...words) =>
    capture({
      program: "pulumi",
      arguments: [...words, "--stack", name, "--non-interactive"],
      folder,
      environment: {
        PATH: [hostPrograms, process.env["PATH"]].join(delimiter),
        PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
        PULUMI_CONFIG_PASSPHRASE: name,
        PULUMI_SKIP_UPDATE_CHECK: "true",
        ...environment,
      },
    });
  writeFileSync(join(folder, "index.ts"), `import "./tests/tools/${program}";\n`);
  cpSync(join(repository, "tsconfig.json"), join(folder, "tsconfig.json"));
  writeFileSync(join(folder, "Pulumi.yaml"), `name: ${name}\nruntime: nodejs\nmain: index.ts\n`);
  writeFileSync(join(folder, "package.json"), "{}\n");
  const layers = ["topology", "pki", "manifests", "ignition", "components", "gates", "checks"];
  for (const each of ["node_modules", "tests", ...layers])
    symlinkSync(join(repository, each), join(folder, each));
  mkdirSync(join(folder, "state"));
  await engine("stack", "select", "--create");
  return engine;
}
