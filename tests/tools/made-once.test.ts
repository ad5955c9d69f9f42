import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { hostPrograms, repository } from "../../tools/paths";
import { capture, type Command } from "../../tools/process";
import { temporaryFolder } from "../support/temporary-folder";

jest.setTimeout(120_000);

const folder = temporaryFolder("made-once");
const quietly = ["--yes", "--skip-preview"];

/** Runs the engine on a stack that nobody else has, with what the machine would be given today. */
function pulumi(given: string, ...words: readonly string[]): Promise<string> {
  const command: Command = {
    program: "pulumi",
    arguments: [...words, "--stack", "once", "--non-interactive"],
    folder,
    environment: {
      PATH: [hostPrograms, process.env["PATH"]].join(delimiter),
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "once",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      GIVEN: given,
    },
  };
  return capture(command);
}

const told = async () => (await pulumi("", "stack", "output", "told", "--show-secrets")).trim();
const machine = "urn:pulumi:once::once::command:local:Command::machine";

/** By this a gate knows which certificates a bootstrap machine has, and these are the ways that lead to others. */
describe("what a machine was given that is made once", () => {
  beforeAll(async () => {
    writeFileSync(join(folder, "index.ts"), 'export * from "./tests/tools/made-once-program";\n');
    cpSync(join(repository, "tsconfig.json"), join(folder, "tsconfig.json"));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: once\nruntime: nodejs\nmain: index.ts\n");
    writeFileSync(join(folder, "package.json"), "{}\n");
    for (const name of ["node_modules", "components", "tests"])
      symlinkSync(join(repository, name), join(folder, name));
    mkdirSync(join(folder, "state"));
    await pulumi("", "stack", "select", "--create");
    await pulumi("yesterday's", "up", ...quietly);
  });

  it("is what gates are told at every later up, whatever it would be given then", async () => {
    expect(await told()).toBe("yesterday's");
    await pulumi("today's", "up", ...quietly, "--expect-no-changes");
    expect(await told()).toBe("yesterday's");
  });

  it("is secret, as the config of a machine is", async () => {
    expect((await pulumi("", "stack", "output", "told")).trim()).toBe("[secret]");
  });

  it("is another after --replace, which makes the machine anew of what it would be given then", async () => {
    await pulumi("today's", "up", ...quietly, "--replace", machine);
    expect(await told()).toBe("today's");
  });

  it("is another after a destroy, which is why late ups are told to begin anew by one", async () => {
    await pulumi("tomorrow's", "destroy", ...quietly);
    await pulumi("tomorrow's", "up", ...quietly);
    expect(await told()).toBe("tomorrow's");
  });
});
