import { filesOf } from "../../ignition/given";
import { ignitionConfig } from "../../ignition/node";
import { pointerFiles } from "../../ignition/openshift/pointer";
import type { NodeMachine } from "../../topology/plan";
import { openshiftTestBundle } from "../support/openshift-keys";
import { openshiftPlanOf } from "../support/openshift-plan";
import { expectGolden, type Tree } from "./golden";

const plan = openshiftPlanOf({}, { controlPlanes: 1, workers: 1, platform: "libvirt" });
const bundle = openshiftTestBundle(plan);

/** What a node boots with: its own files, and where it fetches the others, whose authority is known by a name here. */
function treeOf(node: NodeMachine): Tree {
  const given = pointerFiles(plan, bundle, node);
  const { ignition, systemd } = ignitionConfig(given);
  const pointer = JSON.stringify({ ignition, systemd }, null, 2).replace(/data:[^"]*/g, "(root-ca)");
  return {
    "pointer.json": `${pointer}\n`,
    ...Object.fromEntries(filesOf(given).map(({ path, contents }) => [path.slice(1), contents])),
  };
}

describe("what a node of OpenShift boots with", () => {
  it.each([...plan.controlPlanes, ...plan.workers].map((node) => [node.name, node] as const))(
    "is the golden of %s",
    (name, node) => {
      expectGolden(`openshift-nodes/${name}`, treeOf(node));
    },
  );
});
