import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machineFiles, nodeIgnition } from "../../ignition/node";
import { unpacked } from "../../ignition/packed";
import { machinesOf } from "../../topology/plan";
import { testBundle } from "../support/keys";
import { planOf } from "../support/plan";

const plan = planOf();
const bundle = testBundle(plan);
const machines = machinesOf(plan).map((machine) => [machine.name, machine] as const);
const directory = mkdtempSync(join(tmpdir(), "ignition-"));

afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** What Ignition's own validator says of a configuration; nothing where it has no objection, not even a warning. */
function verdictOn(config: string): { readonly status: number | null; readonly said: string } {
  const path = join(directory, "config.ign");
  writeFileSync(path, config, { mode: 0o600 });
  const { status, stderr, stdout, error } = spawnSync("ignition-validate", [path], { encoding: "utf8" });
  if (error !== undefined) throw error;
  return { status, said: stdout + stderr };
}

describe("Ignition's validator", () => {
  it.each(machines)("accepts the configuration of %s, packed and unpacked", (_, machine) => {
    const config = nodeIgnition(machineFiles(plan, bundle, machine), {
      machine: machine.name,
      platform: "podman",
    });
    expect(verdictOn(config)).toEqual({ status: 0, said: "" });
    expect(verdictOn(JSON.stringify(unpacked(config)))).toEqual({ status: 0, said: "" });
  });

  it("refuses a newer version, which Ignition 2.14 would refuse in the machine", () => {
    const newer = nodeIgnition(machineFiles(plan, bundle, plan.bootstrap), {
      machine: "bootstrap",
      platform: "podman",
    }).replace('"3.3.0"', '"3.4.0"');
    expect(verdictOn(newer).status).not.toBe(0);
  });
});
