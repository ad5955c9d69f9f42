import { nodeIgnition } from "../../../../ignition/node";
import { certificatesEnd } from "../../../../ignition/openshift/certificates-end";
import { openshiftMachineFiles } from "../../../../ignition/openshift/machine";
import { openshiftTestBundle } from "../../../support/openshift-keys";
import { testOwnerSecrets } from "../../../support/openshift-objects";
import { openshiftPlanOf } from "../../../support/openshift-plan";
import { testTime } from "../../../support/keys";
import type { Machine } from "../../../../topology/plan";

const hour = 3_600_000;
const plan = openshiftPlanOf({}, { platform: "libvirt" });

/** The config of a machine that is made so many hours after the keys were. */
function configAfter(hours: number, machine: Machine = plan.bootstrap): string {
  const bundle = openshiftTestBundle(plan, new Date(testTime.getTime() + hours * hour));
  const files = openshiftMachineFiles(plan, { bundle, values: testOwnerSecrets }, machine);
  return nodeIgnition(files, { machine: machine.name, platform: plan.platform });
}

const hoursLeft = (made: number) =>
  (certificatesEnd(configAfter(made)).getTime() - testTime.getTime()) / hour - made;

describe("the end of the certificates that a bootstrap machine was made with", () => {
  it("is a day after its keys were made, where it was made with them", () => {
    expect(certificatesEnd(configAfter(0))).toEqual(new Date(testTime.getTime() + 24 * hour));
  });

  it("trap: is hours away from the machine's making, however old the keys are then", () => {
    for (const made of [1, 15.9, 16.1, 24, 31.9, 100, 1000]) {
      expect(hoursLeft(made)).toBeGreaterThanOrEqual(8);
      expect(hoursLeft(made)).toBeLessThanOrEqual(24);
    }
  });

  it("is not that of a config which holds none of a control plane's", () => {
    expect(() => certificatesEnd(configAfter(0, plan.workers[0]))).toThrow(/no certificates in/);
  });
});
