import { readFileSync } from "node:fs";
import { join } from "node:path";
import { allFiles } from "../../../ignition/given";
import { machineFiles } from "../../../ignition/node";
import { machinesOf } from "../../../topology/plan";
import { redact } from "../../../tools/collect/redact";
import { secretFiles, secretFilesAt } from "../../secrets/secret-files";
import { testBundle } from "../../support/keys";
import { externalPlanOf, planOf } from "../../support/plan";
import { secretsIn } from "../../support/secrets-in";

const document = readFileSync(join(__dirname, "..", "..", "..", "docs", "secrets.md"), "utf8");
const plans = [planOf({ controlPlanes: 1, workers: 1 }), externalPlanOf({ controlPlanes: 1, workers: 1 })];
const holding = plans.flatMap((plan) => {
  const bundle = testBundle(plan);
  return machinesOf(plan).flatMap((machine) =>
    allFiles(machineFiles(plan, bundle, machine))
      .filter(({ contents }) => secretsIn(contents, plan, bundle).length > 0)
      .map((file) => ({ file, role: machine.role, plan, bundle })),
  );
});

describe("the files of machines in which secrets are", () => {
  it("are exactly those that are known, on the machines that need them", () => {
    const found = holding.map(({ file, role }) => `${role} ${secretFilesAt(file.path) ?? file.path}`);
    const known = Object.entries(secretFiles).flatMap(([path, { on }]) =>
      on.map((role) => `${role} ${path}`),
    );
    expect([...new Set(found)].sort()).toEqual(known.sort());
  });

  it("can be read by their owner alone, who is root but for etcd's own keys", () => {
    for (const { file } of holding) {
      const owner = secretFiles[secretFilesAt(file.path) ?? ""]?.owner;
      expect([file.path, file.mode, file.owner]).toEqual([file.path, 0o600, owner]);
    }
  });

  it.each(Object.entries(secretFiles))("stand in the document: %s", (path, { what, owner }) => {
    expect(document).toContain(`| \`${path}\` | ${owner} | ${what} |`);
  });

  it.each(Object.keys(secretFiles))("are without their secrets in a failure archive: %s", (path) => {
    const files = holding.filter(({ file }) => secretFilesAt(file.path) === path);
    expect(files.length).toBeGreaterThan(0);
    for (const { file, plan, bundle } of files)
      expect(secretsIn(redact(file.contents), plan, bundle)).toEqual([]);
  });
});
