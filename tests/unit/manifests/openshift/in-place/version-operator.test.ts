import { bootkubeScript } from "../../../../../manifests/openshift/bootkube/script";
import { fake } from "../bootkube/fake-machine";
import { liveMachine, standInPlan } from "./fake-node";

describe("the wait for the cluster version operator's successor", () => {
  it("trap: keeps etcd running until the cluster has it as a Deployment, as nobody else would install the operators", () => {
    const machine = liveMachine();
    machine.remove(`${fake}/version-operator`);
    machine.run(bootkubeScript(standInPlan), "run_stage version-operator 0");
    expect(machine.report().at(-1)).toMatchObject({
      name: "version-operator",
      result: "failed",
      lastError: expect.stringContaining("the one in memory has not made it yet") as string,
    });
  });

  it("is over once it is there", () => {
    const machine = liveMachine();
    machine.run(bootkubeScript(standInPlan), "run_stage version-operator 0");
    expect(machine.report().at(-1)).toMatchObject({ result: "done" });
  });
});
