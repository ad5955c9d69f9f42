import { noAutoUpdate } from "../../../../../manifests/openshift/coreos/auto-update";
import { openshiftPlanOf } from "../../../../support/openshift-plan";
import { unitAt } from "../../rendered";

describe("CoreOS's own updates", () => {
  it("do not start in the middle of a bootstrap of OKD", () => {
    expect(unitAt(noAutoUpdate(openshiftPlanOf()), "zincati.service")).toBe(
      "[Unit]\nConditionPathExists=/enoent\n",
    );
  });

  it("are none of RHCOS's", () => {
    expect(noAutoUpdate({ ...openshiftPlanOf(), distribution: "ocp" })).toEqual({});
  });
});
