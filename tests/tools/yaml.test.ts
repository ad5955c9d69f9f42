import { parseDocument } from "yaml";
import { machineFiles } from "../../ignition/node";
import { machinesOf } from "../../topology/plan";
import { testBundle } from "../support/keys";
import { planOf } from "../support/plan";

const plan = planOf();
const bundle = testBundle(plan);

/** Every YAML or JSON file of every machine, by machine and path. */
const documents = machinesOf(plan).flatMap((machine) =>
  machineFiles(plan, bundle, machine)
    .files.filter(({ path }) => /\.(yaml|conflist)$|kubeconfig$/.test(path))
    .map(({ path, contents }) => [`${machine.name}:${path}`, contents] as const),
);

describe("a strict YAML parser", () => {
  it("is given the files of every node", () => {
    expect(documents.length).toBeGreaterThan(machinesOf(plan).length * 3);
  });

  it.each(documents)("has no objection to %s", (_, contents) => {
    const { errors, warnings } = parseDocument(contents, {
      strict: true,
      uniqueKeys: true,
      stringKeys: true,
    });
    expect([...errors, ...warnings]).toEqual([]);
  });
});
