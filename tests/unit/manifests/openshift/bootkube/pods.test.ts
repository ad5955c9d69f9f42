import { podFilesIn } from "../../../../../manifests/openshift/bootkube/pods";
import { bootstrapPods } from "../../../../../manifests/openshift/static-pods";
import { openshiftPlanOf } from "../../../../support/openshift-plan";

const real = openshiftPlanOf();
const rehearsal = openshiftPlanOf({ payload: "folder" });

describe("the static pods that the bootstrap machine starts", () => {
  it("are all of them, each in one stage", () => {
    const stages = ["etcd", "machineConfigServer", "controlPlane", "operators"] as const;
    const files = stages.flatMap((stage) => podFilesIn(real, stage).split(" "));
    expect(files.sort()).toEqual(
      bootstrapPods(real)
        .map(({ fileName }) => fileName)
        .sort(),
    );
  });

  it("are the same in a rehearsal, where stand-ins go by the names of the release's programs", () => {
    expect(bootstrapPods(rehearsal).map(({ fileName }) => fileName)).toEqual(
      bootstrapPods(real).map(({ fileName }) => fileName),
    );
  });
});
