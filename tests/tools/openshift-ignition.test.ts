import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodeIgnition } from "../../ignition/node";
import { openshiftBootstrapFiles } from "../../ignition/openshift/bootstrap";
import { installedFiles, openshiftLiveFiles } from "../../ignition/openshift/live";
import { pointerFiles } from "../../ignition/openshift/pointer";
import { unpacked } from "../../ignition/packed";
import { bootkubeScript } from "../../manifests/openshift/bootkube/script";
import { machineConfig } from "../../manifests/openshift/floating-address/machine-config";
import { nodesOf } from "../../topology/plan";
import { floatingPlanOf } from "../support/floating-plan";
import { openshiftTestBundle } from "../support/openshift-keys";
import { testOwnerSecrets } from "../support/openshift-objects";
import { inPlacePlanOf, openshiftPlanOf } from "../support/openshift-plan";
import { temporaryFolder } from "../support/temporary-folder";
import { installedOn, liveMachine, standInPlan } from "../unit/manifests/openshift/in-place/fake-node";

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

  it("trap: spec-2 keys: has not even a warning of the MachineConfig of the address that control planes share", () => {
    const { config } = machineConfig(floatingPlanOf()).spec;
    expect(verdictOn(JSON.stringify(config))).toEqual(accepted);
    const [file] = config.storage.files;
    const old = { ...config, storage: { files: [{ ...file, filesystem: "root" }] } };
    expect(verdictOn(JSON.stringify(old))).not.toEqual(accepted);
  });

  const inPlace = inPlacePlanOf();
  it.each([
    ["the live system", openshiftLiveFiles(inPlace, openshiftTestBundle(inPlace), testOwnerSecrets)],
    ["the node that it installs, as far as it is known beforehand", installedFiles(inPlace)],
  ] as const)("accepts the configuration of %s", (_, files) => {
    const config = nodeIgnition(files, { machine: inPlace.bootstrap.name, platform: inPlace.platform });
    expect(verdictOn(config)).toEqual(accepted);
    expect(verdictOn(JSON.stringify(unpacked(config)))).toEqual(accepted);
  });

  it("accepts what a live system installs its node with, made of all three parts", () => {
    const machine = liveMachine();
    machine.run(bootkubeScript(standInPlan));
    const config = installedOn(machine);
    expect(config.storage.files.length).toBeGreaterThan(20);
    expect(verdictOn(JSON.stringify(config))).toEqual(accepted);
  });

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
