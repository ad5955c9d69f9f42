import type { NodeFile } from "../../manifests/file";
import { nodeFiles } from "../../manifests/microshift/node-files";
import { microshiftHaInput, microshiftPlanFor } from "../support/microshift-plan";
import { expectGolden, type Tree } from "./golden";

const plan = microshiftPlanFor(
  microshiftHaInput({
    dropIns: { "10-logs": { debugging: { logLevel: "Debug" } } },
    mirrors: [{ source: "quay.io", mirrors: ["mirror.example.com/quay"] }],
  }),
);

/** The files by path, with a list of their modes; the objects of kube-vip are golden by themselves. */
function treeOf(files: readonly NodeFile[]): Tree {
  const shown = files.filter(({ path }) => !path.endsWith("/kube-vip.yaml"));
  const index = files.map(({ path, mode }) => `0${mode.toString(8)} ${path}\n`).sort();
  return {
    "index.txt": index.join(""),
    ...Object.fromEntries(shown.map(({ path, contents }) => [path.slice(1), contents])),
  };
}

describe("what a MicroShift node is given before it starts", () => {
  it.each([
    ["a control plane", "node-1"],
    ["a worker", "node-4"],
  ])("is what is golden: %s", (_, name) => {
    const node = plan.nodes.find((each) => each.name === name);
    if (node === undefined) throw new Error(`the plan has no ${name}`);
    expectGolden(`microshift-${name}`, treeOf(nodeFiles(plan, node)));
  });
});
