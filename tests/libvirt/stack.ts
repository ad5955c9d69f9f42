import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { hostPrograms, repository } from "../../tools/paths";
import { attempt, capture, type Command, type Ended } from "../../tools/process";
import type { Lab } from "./lab";

/** The programs beside this file that a project may have. */
export type LabProgram = "program" | "image-program" | "hypervisors-program" | "live-program";

/** A project of its own with a program beside this file, and one stack of it. */
export interface LabStack {
  /** The project's folder, in which commands run. */
  readonly folder: string;
  /** Runs the engine in the lab's network, with the program's settings; it may fail. */
  readonly pulumi: (
    settings: Readonly<Record<string, string>>,
    ...words: readonly string[]
  ) => Promise<Ended>;
  readonly remove: () => void;
}

/** Makes the stack, with a backend that nobody else has. */
export async function makeStack(lab: Lab, program: LabProgram = "program"): Promise<LabStack> {
  const folder = mkdtempSync(join(tmpdir(), "hardway-libvirt-"));
  writeFileSync(join(folder, "index.ts"), `import "./tests/libvirt/${program}";\n`);
  cpSync(join(repository, "tsconfig.json"), join(folder, "tsconfig.json"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: lab\nruntime: nodejs\nmain: index.ts\n");
  writeFileSync(join(folder, "package.json"), "{}\n");
  // What programs import, and what their commands run.
  for (const name of ["node_modules", "components", "tests", "tools"])
    symlinkSync(join(repository, name), join(folder, name));
  mkdirSync(join(folder, "state"));
  const command = (words: readonly string[], settings: Readonly<Record<string, string>>): Command =>
    lab.inNamespace({
      program: "pulumi",
      arguments: [...words, "--stack", "lab", "--non-interactive"],
      folder,
      environment: {
        PATH: [hostPrograms, process.env["PATH"]].join(delimiter),
        PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
        PULUMI_CONFIG_PASSPHRASE: "lab",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        LAB_URI: lab.uri,
        LAB_FOLDER: lab.folder,
        ...settings,
      },
    });
  await capture(command(["stack", "select", "--create"], {}));
  return {
    folder,
    pulumi: (settings, ...words) => attempt(command(words, settings)),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
