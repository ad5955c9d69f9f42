import { allFiles } from "../../ignition/given";
import { machineFiles } from "../../ignition/node";
import type { MachineFiles, NodeDirectory, NodeFile } from "../../manifests/file";
import { type ClusterPlan, machinesOf } from "../../topology/plan";
import { testBundle } from "../support/keys";
import { anyPlanOf, externalPlanOf, planOf } from "../support/plan";
import { secretsIn } from "../support/secrets-in";
import { expectGolden, type Tree } from "./golden";

/** One machine of each role: others differ from these in names and addresses. */
const ofHa = shown(planOf(), ["lb-0", "bootstrap", "master-0", "worker-0"]);

/** Of the other topologies the machines that are not as in topology ha, and of their files the same. */
const ofOthers = [
  ...unlikeHa(externalPlanOf(), ["etcd-0", "lb-0", "master-0"]),
  ...unlikeHa(anyPlanOf({ topology: "sno-plus" }), ["master-0"]),
];

describe.each([...ofHa, ...ofOthers].map((machine) => [machine.name, machine] as const))(
  "the files of %s",
  (name, { tree, secrets }) => {
    it("are the golden ones", () => {
      expectGolden(name, tree);
    });

    it("show no secret", () => {
      const texts = Object.values(tree).join("\n");
      expect(texts).not.toContain("-----BEGIN");
      expect(texts).not.toMatch(/(-data|secret): [A-Za-z0-9+/=]{20}/);
      expect(secrets).toEqual([]);
    });
  },
);

/** A machine as the golden files show it. */
interface Shown {
  readonly name: string;
  readonly tree: Tree;
  /** The secrets that are seen in it. */
  readonly secrets: readonly string[];
}

function unlikeHa(plan: ClusterPlan, names: readonly string[]): readonly Shown[] {
  return shown(plan, names).map(({ name, tree, secrets }) => {
    const known = ofHa.find((machine) => machine.name === name)?.tree ?? {};
    const others = Object.entries(tree).filter(([path, text]) => known[path] !== text);
    return { name: `${plan.topology}/${name}`, tree: Object.fromEntries(others), secrets };
  });
}

function shown(plan: ClusterPlan, names: readonly string[]): readonly Shown[] {
  const bundle = testBundle(plan);
  return machinesOf(plan)
    .filter(({ name }) => names.includes(name))
    .map((machine) => {
      const tree = treeOf(machineFiles(plan, bundle, machine));
      const secrets = secretsIn(Object.values(tree).join("\n"), plan, bundle);
      return { name: machine.name, tree, secrets };
    });
}

/** A machine as text: an index of all that it is given, and each file and unit that is neither key nor certificate. */
function treeOf(given: MachineFiles): Tree {
  const { directories, units } = given;
  const all = allFiles(given);
  const index = [
    ...directories.map((directory) => `${entry(directory)}/`),
    ...all.map(entry),
    ...units.map(({ name }) => `unit ${name}`),
  ];
  return {
    "index.txt": `${index.sort().join("\n")}\n`,
    ...Object.fromEntries(
      all.filter(isShown).map(({ path, contents }) => [path.slice(1), withoutData(contents)]),
    ),
  };
}

function entry({ mode, owner, path }: NodeDirectory | NodeFile): string {
  return `${octal(mode)} ${owner} ${path}`;
}

/** Keys and certificates change with every test; the routes have a test of their own and 250 lines. */
function isShown({ path, contents }: NodeFile): boolean {
  return !contents.startsWith("-----BEGIN") && !path.endsWith(".routes");
}

/** Keys of kubeconfigs, and the digest of files among which keys are. */
function withoutData(contents: string): string {
  return contents
    .replace(/(-data|secret): .*/g, "$1: (not shown)")
    .replace(/(auth_pass) .*/, "$1 (not shown)")
    .replace(/(hardway\/files: )\S+/, "$1(not shown)");
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, "0");
}
