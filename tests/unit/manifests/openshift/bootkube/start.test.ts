import { bootkubeScript } from "../../../../../manifests/openshift/bootkube/script";
import { openshiftPlanOf } from "../../../../support/openshift-plan";
import { type FakeMachine, machineWithRelease } from "./fake-machine";

const plan = openshiftPlanOf({ payload: "folder" });
const { version } = plan.openshift.release;
const script = bootkubeScript(plan);
const featureGate = "/opt/openshift/release/feature-gate.yaml";

/** What the stage that looks at the release says, of a machine with that text as the status of the feature gates. */
function lookAtRelease(status: string): { readonly status: number | null; readonly machine: FakeMachine } {
  const machine = machineWithRelease(plan);
  machine.write(featureGate, status);
  return { status: machine.run(script, "run_stage release 9").status, machine };
}

describe("the look at the release", () => {
  it("finds the version in a status that goes on long after it", () => {
    const longer = "  - name: AnotherFeature\n".repeat(200_000);
    expect(lookAtRelease(`status:\n  - version: "${version}"\n${longer}`).status).toBe(0);
  });

  it("takes no other version for the plan's, be it one that differs where a dot is", () => {
    const other = version.replace(".", "x");
    const { status, machine } = lookAtRelease(`status:\n  - version: ${other}\n`);
    expect(status).toBe(1);
    expect(machine.report().at(-1)?.lastError).toBe(
      `the status of the feature gates does not name version ${version}`,
    );
  });
});
