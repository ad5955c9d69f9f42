import { machinesToBeMade, momentsOf } from "../../../topology/moments";
import type { ClusterPlan } from "../../../topology/plan";
import { okdInput } from "../../support/openshift-config";
import { anyPlanOf, externalPlanOf, planOf } from "../../support/plan";

const small = { controlPlanes: 1, workers: 1 };
const names = (plan: ClusterPlan) =>
  momentsOf(plan).map(({ machines }) => machines.map(({ name }) => name).join(" "));

describe("the machines that run at once", () => {
  it("are all at first, and all but the bootstrap machine later, in upstream Kubernetes", () => {
    expect(names(planOf(small))).toEqual(["lb-0 bootstrap master-0 worker-0", "lb-0 master-0 worker-0"]);
  });

  it("are in OpenShift never the bootstrap machine and workers, which boot when it is off", () => {
    expect(names(anyPlanOf(okdInput({}, small)))).toEqual(["bootstrap master-0", "master-0 worker-0"]);
  });

  it("are the same where machines are emulated and take turns", () => {
    const plan = planOf({ ...small, platform: "libvirt", libvirt: { domainType: "qemu" } });
    expect(names(plan)).toEqual(["lb-0 bootstrap master-0", "lb-0 master-0 worker-0"]);
  });

  it("are always the same where there is no bootstrap machine", () => {
    const plan = externalPlanOf({ ...small, etcdMembers: 3, loadBalancers: 2 });
    expect(momentsOf(plan)).toHaveLength(1);
    expect(machinesToBeMade(plan)).toHaveLength(7);
  });

  it.each([
    ["loadBalancer", ["lb-0"]],
    ["bootstrap", ["lb-0 bootstrap", "lb-0"]],
    ["controlPlane", ["lb-0 bootstrap master-0", "lb-0 master-0"]],
    ["services", ["lb-0 bootstrap master-0", "lb-0 master-0"]],
    ["workers", ["lb-0 bootstrap master-0 worker-0", "lb-0 master-0 worker-0"]],
  ] as const)(
    "are those of stages up to the last one, where the configuration stops after %s",
    (until, all) => {
      expect(names(planOf({ ...small, until }))).toEqual(all);
    },
  );
});
