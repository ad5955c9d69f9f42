import { machineFiles } from "../../ignition/node";
import type { MachineFiles, NodeFile, Unit } from "../../manifests/file";
import { machinesOf } from "../../topology/plan";
import { testBundle } from "../support/keys";
import { planOf } from "../support/plan";
import { expectGolden, type Tree } from "./golden";

const plan = planOf();
const bundle = testBundle(plan);

/** One machine of each role: others differ from these in names and addresses. */
const shown = machinesOf(plan).filter(({ name }) =>
  ["lb-0", "bootstrap", "master-0", "worker-0"].includes(name),
);

describe.each(shown.map((machine) => [machine.name, machine] as const))(
  "the files of %s",
  (name, machine) => {
    const tree = treeOf(machineFiles(plan, bundle, machine));

    it("are the golden ones", () => {
      expectGolden(name, tree);
    });

    it("show no secret", () => {
      const texts = Object.values(tree).join("\n");
      expect(texts).not.toContain("-----BEGIN");
      expect(texts).not.toMatch(/-data: [A-Za-z0-9+/=]{20}/);
    });
  },
);

/** A machine as text: an index of all that it is given, and each file and unit that is neither key nor certificate. */
function treeOf({ directories, files, units }: MachineFiles): Tree {
  const index = [
    ...directories.map(({ path, mode }) => `${octal(mode)} ${path}/`),
    ...files.map(({ path, mode }) => `${octal(mode)} ${path}`),
    ...units.map(({ name }) => `unit ${name}`),
  ];
  return {
    "index.txt": `${index.sort().join("\n")}\n`,
    ...Object.fromEntries(
      files.filter(isShown).map(({ path, contents }) => [path.slice(1), withoutData(contents)]),
    ),
    ...Object.fromEntries(units.flatMap(unitFiles)),
  };
}

/** Keys and certificates change with every test; the routes have a test of their own and 250 lines. */
function isShown({ path, contents }: NodeFile): boolean {
  return !contents.startsWith("-----BEGIN") && !path.endsWith(".routes");
}

function withoutData(contents: string): string {
  return contents.replace(/-data: .*/g, "-data: (not shown)");
}

function unitFiles({ name, contents, dropins = [] }: Unit): [string, string][] {
  const directory = "etc/systemd/system";
  return [
    ...(contents === undefined ? [] : [[`${directory}/${name}`, contents] as [string, string]]),
    ...dropins.map((dropin): [string, string] => [`${directory}/${name}.d/${dropin.name}`, dropin.contents]),
  ];
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, "0");
}
