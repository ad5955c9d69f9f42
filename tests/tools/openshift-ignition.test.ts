import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodeIgnition } from "../../ignition/node";
import { openshiftBootstrapFiles } from "../../ignition/openshift/bootstrap";
import { pointerFiles } from "../../ignition/openshift/pointer";
import { unpacked } from "../../ignition/packed";
import { nodesOf } from "../../topology/plan";
import { openshiftTestBundle } from "../support/openshift-keys";
import { testOwnerSecrets } from "../support/openshift-objects";
import { openshiftPlanOf } from "../support/openshift-plan";
import { temporaryFolder } from "../support/temporary-folder";

const plans = [
  openshiftPlanOf({}, { workers: 1, platform: "libvirt" }),
  openshiftPlanOf({ payload: "folder" }, { workers: 1 }),
];
const folder = temporaryFolder("ignition");

/** What Ignition's own validator says of a configuration; nothing where it has no objection, not even a warning. */
function verdictOn(config: string): { readonly status: number | null; readonly said: string } {
  const path = join(folder, "config.ign");
  writeFileSync(path, config, { mode: 0o600 });
  const { status, stderr, stdout, error } = spawnSync("ignition-validate", [path], { encoding: "utf8" });
  if (error !== undefined) throw error;
  return { status, said: stdout + stderr };
}

const accepted = { status: 0, said: "" };

describe("Ignition's validator", () => {
  it.each(plans.map((plan) => [plan.openshift.payload, plan] as const))(
    "accepts the configuration of the bootstrap machine with payload %s, packed and unpacked",
    (_, plan) => {
      const files = openshiftBootstrapFiles(plan, openshiftTestBundle(plan), testOwnerSecrets);
      const config = nodeIgnition(files, { machine: "bootstrap", platform: plan.platform });
      expect(verdictOn(config)).toEqual(accepted);
      expect(verdictOn(JSON.stringify(unpacked(config)))).toEqual(accepted);
    },
  );

  const [virtual] = plans;
  it.each((virtual === undefined ? [] : nodesOf(virtual)).map((node) => [node.name, node] as const))(
    "accepts the pointer of %s",
    (_, node) => {
      if (virtual === undefined) throw new Error("there is no plan");
      const files = pointerFiles(virtual, openshiftTestBundle(virtual), node);
      const config = nodeIgnition(files, { machine: node.name, platform: virtual.platform });
      expect(verdictOn(JSON.stringify(unpacked(config)))).toEqual(accepted);
    },
  );
});
