import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { hostPrograms, repository } from "../../tools/paths";
import { attempt, type Ended } from "../../tools/process";
import type { ConfigInput } from "../../topology/config";
import { temporaryFolder } from "../support/temporary-folder";

/** What a stack of the real engine is made from. */
export interface EngineStackArgs {
  readonly name: string;
  /** The program, a file of this folder without its ending; it reads its configuration from the environment. */
  readonly program: string;
  /** What it and the played gates are told besides. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * A stack that nobody else has, with a program of this folder and the played gates: the real engine and the real
 * components. Machines and gates are lines of a record.
 */
export class EngineStack {
  private readonly folder: string;

  constructor(private readonly args: EngineStackArgs) {
    this.folder = temporaryFolder(args.name);
  }

  /** To be called once, before anything else. */
  async prepare(): Promise<void> {
    const { folder } = this;
    const { name, program } = this.args;
    writeFileSync(join(folder, "index.ts"), `import "./tests/tools/${program}";\n`);
    cpSync(join(repository, "tsconfig.json"), join(folder, "tsconfig.json"));
    writeFileSync(join(folder, "Pulumi.yaml"), `name: ${name}\nruntime: nodejs\nmain: index.ts\n`);
    writeFileSync(join(folder, "package.json"), "{}\n");
    const layers = ["topology", "pki", "manifests", "ignition", "components", "gates", "checks"];
    for (const each of ["node_modules", "tests", ...layers])
      symlinkSync(join(repository, each), join(folder, each));
    for (const each of ["state", "broken", ".tools/lib"]) mkdirSync(join(folder, each), { recursive: true });
    execFileSync(join(repository, "node_modules", ".bin", "esbuild"), [
      join(__dirname, "openshift-played-gate.ts"),
      "--bundle",
      "--platform=node",
      `--outfile=${join(folder, ".tools", "lib", "gate.cjs")}`,
    ]);
    await this.pulumi(["stack", "select", "--create"], {});
  }

  /** Runs `up`: how it ended, and what was done in which order. */
  async up(config: ConfigInput): Promise<{ readonly ended: Ended; readonly done: readonly string[] }> {
    return this.recorded(["up", "--yes", "--skip-preview"], config);
  }

  /** The same of an `up` that must end well. */
  async upWell(config: ConfigInput): Promise<readonly string[]> {
    const { ended, done } = await this.up(config);
    if (ended.exitCode !== 0) throw new Error(ended.output + ended.errors);
    return done;
  }

  /** Runs `destroy`: how it ended, and what was done. */
  async destroy(): Promise<{ readonly ended: Ended; readonly done: readonly string[] }> {
    return this.recorded(["destroy", "--yes", "--skip-preview"], {});
  }

  /** From now on the machine does not join. */
  break(machine: string): void {
    writeFileSync(join(this.folder, "broken", machine), "");
  }

  /** From now on it does again. */
  mend(machine: string): void {
    rmSync(join(this.folder, "broken", machine));
  }

  private async recorded(words: readonly string[], config: ConfigInput) {
    const record = join(this.folder, "record");
    rmSync(record, { force: true });
    const ended = await this.pulumi(words, config);
    return { ended, done: existsSync(record) ? readFileSync(record, "utf8").trim().split("\n") : [] };
  }

  private pulumi(words: readonly string[], config: ConfigInput): Promise<Ended> {
    const { name, environment } = this.args;
    return attempt({
      program: "pulumi",
      arguments: [...words, "--stack", name, "--non-interactive"],
      folder: this.folder,
      environment: {
        PATH: [hostPrograms, process.env["PATH"]].join(delimiter),
        PULUMI_BACKEND_URL: `file://${join(this.folder, "state")}`,
        PULUMI_CONFIG_PASSPHRASE: name,
        PULUMI_SKIP_UPDATE_CHECK: "true",
        CONFIG: JSON.stringify(config),
        ...environment,
      },
    });
  }
}
