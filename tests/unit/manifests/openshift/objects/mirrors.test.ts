import { mirrors } from "../../../../../manifests/openshift/objects/mirrors";
import { openshiftPlanOf } from "../../../../support/openshift-plan";

const mirror = { source: "quay.io/okd/scos-release", mirrors: ["mirror.example.com/okd/scos-release"] };

describe("the mirrors", () => {
  it("are those of the plan, for images by digest", () => {
    expect(mirrors(openshiftPlanOf({ mirrors: [mirror] }))).toMatchObject([
      { kind: "ImageDigestMirrorSet", spec: { imageDigestMirrors: [mirror] } },
    ]);
  });

  it("are no object where there are none: an empty one would make MCO render another configuration", () => {
    expect(mirrors(openshiftPlanOf())).toEqual([]);
  });
});
