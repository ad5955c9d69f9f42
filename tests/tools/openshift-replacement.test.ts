import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { hostPrograms, repository } from "../../tools/paths";
import { attempt, type Command, type Ended } from "../../tools/process";
import type { ConfigInput } from "../../topology/config";
import { temporaryFolder } from "../support/temporary-folder";

jest.setTimeout(180_000);

const folder = temporaryFolder("openshift-replacement");
const record = join(folder, "record");

/** Runs the engine on a stack that nobody else has, whose program has that configuration. */
function pulumi(words: readonly string[], config: ConfigInput = {}): Promise<Ended> {
  const command: Command = {
    program: "pulumi",
    arguments: [...words, "--stack", "replaced", "--non-interactive"],
    folder,
    environment: {
      PATH: [hostPrograms, process.env["PATH"]].join(delimiter),
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "replaced",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      MACHINES: "master-0 master-1 master-2",
      CONFIG: JSON.stringify(config),
    },
  };
  return attempt(command);
}

/** Runs `up` and returns how it ended, and what it did in which order. */
async function up(config: ConfigInput): Promise<{ readonly ended: Ended; readonly done: readonly string[] }> {
  rmSync(record, { force: true });
  const ended = await pulumi(["up", "--yes", "--skip-preview"], config);
  return { ended, done: recorded() };
}

async function upWell(config: ConfigInput): Promise<readonly string[]> {
  const { ended, done } = await up(config);
  if (ended.exitCode !== 0) throw new Error(ended.output + ended.errors);
  return done;
}

function recorded(): readonly string[] {
  return existsSync(record) ? readFileSync(record, "utf8").trim().split("\n") : [];
}

const replaced = (name: string) => [`${name} left`, `${name} removed`, `${name} made`, `${name} joined`];

/** The real engine and the real components; machines and gates are lines of a record. */
describe("control planes of OpenShift, as the engine makes and replaces them", () => {
  beforeAll(async () => {
    writeFileSync(join(folder, "index.ts"), 'import "./tests/tools/openshift-replacement-program";\n');
    cpSync(join(repository, "tsconfig.json"), join(folder, "tsconfig.json"));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: replaced\nruntime: nodejs\nmain: index.ts\n");
    writeFileSync(join(folder, "package.json"), "{}\n");
    const layers = ["topology", "pki", "manifests", "ignition", "components", "gates", "checks"];
    for (const name of ["node_modules", "tests", ...layers])
      symlinkSync(join(repository, name), join(folder, name));
    for (const name of ["state", "broken", ".tools/lib"]) mkdirSync(join(folder, name), { recursive: true });
    execFileSync(join(repository, "node_modules", ".bin", "esbuild"), [
      join(__dirname, "openshift-replacement-gate.ts"),
      "--bundle",
      "--platform=node",
      `--outfile=${join(folder, ".tools", "lib", "gate.cjs")}`,
    ]);
    await pulumi(["stack", "select", "--create"]);
  });

  it("boot side by side at first, before any of them has joined, and join in their order", async () => {
    const names = ["master-0", "master-1", "master-2"];
    expect(await upWell({})).toEqual([
      ...names.map((name) => `${name} made`),
      ...names.map((name) => `${name} joined`),
    ]);
  });

  it("are replaced one after the other: the next leaves when the one before it has joined", async () => {
    const machineGenerations = { "master-0": 2, "master-1": 2, "master-2": 2 };
    expect(await upWell({ machineGenerations })).toEqual([
      ...replaced("master-0"),
      ...replaced("master-1"),
      ...replaced("master-2"),
    ]);
  });

  it("are replaced one after the other where one between them stays", async () => {
    const machineGenerations = { "master-0": 3, "master-1": 2, "master-2": 3 };
    expect(await upWell({ machineGenerations })).toEqual([...replaced("master-0"), ...replaced("master-2")]);
  });

  it("stay where they are when one that was replaced does not join, until it has", async () => {
    const machineGenerations = { "master-0": 4, "master-1": 2, "master-2": 4 };
    writeFileSync(join(folder, "broken", "master-0"), "");
    const { ended, done } = await up({ machineGenerations });
    expect(ended.exitCode).not.toBe(0);
    expect(done).toEqual(["master-0 left", "master-0 removed", "master-0 made"]);
    rmSync(join(folder, "broken", "master-0"));
    expect(await upWell({ machineGenerations })).toEqual(["master-0 joined", ...replaced("master-2")]);
  });

  it("come and go one after the other when there are more of them, and fewer", async () => {
    const machineGenerations = { "master-0": 4, "master-1": 2, "master-2": 4 };
    expect(await upWell({ controlPlanes: 5, machineGenerations })).toEqual([
      ...["master-3 made", "master-3 joined"],
      ...["master-4 made", "master-4 joined"],
    ]);
    const done = await upWell({ controlPlanes: 3, machineGenerations });
    expect(done.filter((line) => line.endsWith("left"))).toEqual(["master-4 left", "master-3 left"]);
    for (const name of ["master-3", "master-4"])
      expect(done.indexOf(`${name} removed`)).toBeGreaterThan(done.indexOf(`${name} left`));
  });

  it("leave nobody when the whole cluster is destroyed: their machines go with the network", async () => {
    rmSync(record, { force: true });
    const { exitCode } = await pulumi(["destroy", "--yes", "--skip-preview"], {});
    expect(exitCode).toBe(0);
    expect(recorded()).toEqual([]);
  });
});
