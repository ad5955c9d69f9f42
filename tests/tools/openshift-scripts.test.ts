import { spawnSync } from "node:child_process";
import { openshiftBootstrapFiles } from "../../ignition/openshift/bootstrap";
import { openshiftMinors } from "../../topology/openshift/versions";
import { openshiftTestBundle } from "../support/openshift-keys";
import { testOwnerSecrets } from "../support/openshift-objects";
import { openshiftPlanOf } from "../support/openshift-plan";

const { release } = openshiftPlanOf().openshift;
const plans = [
  ...openshiftMinors.map((minor) =>
    openshiftPlanOf({ release: { ...release, minor } }, { platform: "libvirt" }),
  ),
  openshiftPlanOf({ payload: "folder" }),
];

/** The scripts of the bootstrap machines, each text once. */
const scripts = new Map(
  plans.flatMap((plan) =>
    openshiftBootstrapFiles(plan, openshiftTestBundle(plan), testOwnerSecrets)
      .files.filter(({ contents }) => contents.startsWith("#!"))
      .map(({ path, contents }) => [
        contents,
        `${plan.openshift.payload} ${plan.openshift.release.minor} ${path}`,
      ]),
  ),
);

describe("shellcheck", () => {
  it.each([...scripts].map(([text, name]) => [name, text] as const))("has no objection to %s", (_, text) => {
    const { status, stdout, error } = spawnSync("shellcheck", ["-"], { input: text, encoding: "utf8" });
    if (error !== undefined) throw error;
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  });
});
