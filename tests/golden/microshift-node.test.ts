import { nodeFiles } from "../../manifests/microshift/node-files";
import type { MicroshiftNode } from "../../topology/microshift/plan";
import { objectsPlan } from "../support/microshift-objects";
import { expectGolden } from "./golden";

const plan = objectsPlan({
  nodes: [1, 2, 3, 4].map((id) => ({ id, role: id < 4 ? "controlPlane" : "worker" })),
});

/** The files at their paths, and beside them a list of their modes and owners, which a tree of files does not show. */
function tree(node: MicroshiftNode): Readonly<Record<string, string>> {
  const files = nodeFiles(plan, node);
  const modes = files.map(({ path, mode, owner }) => `${mode.toString(8)} ${owner} ${path}\n`);
  return Object.fromEntries([
    ...files.map(({ path, contents }) => [`${node.role}${path}`, contents] as const),
    [`${node.role}/modes`, modes.sort().join("")] as const,
  ]);
}

function firstOf(role: MicroshiftNode["role"]): MicroshiftNode {
  const node = plan.nodes.find((each) => each.role === role);
  if (node === undefined) throw new Error(`the plan has no node of the role ${role}`);
  return node;
}

describe("the files of a MicroShift node on podman", () => {
  it("are the golden ones, of a control plane and of a worker", () => {
    expectGolden("microshift-node", { ...tree(firstOf("controlPlane")), ...tree(firstOf("worker")) });
  });
});
