import {
  distributionFacts,
  isOpenshiftDistribution,
  openshiftDistributions,
} from "../../../../topology/openshift/distributions";
import { minorOf } from "../../../../topology/openshift/versions";

describe("the distributions that are made from a release image", () => {
  it("are OKD and OpenShift", () => {
    expect(["kubernetes", "okd", "ocp", "microshift"].filter(isOpenshiftDistribution)).toEqual([
      "okd",
      "ocp",
    ]);
  });

  it.each(openshiftDistributions)(
    "have a version of %s that its makers published and the program knows",
    (each) => {
      const { knownVersion, version } = distributionFacts[each];
      expect(minorOf(knownVersion)).toBeDefined();
      expect(knownVersion).toMatch(version);
    },
  );

  it("can be told apart by their versions", () => {
    const { okd, ocp } = distributionFacts;
    expect(okd.knownVersion).not.toMatch(ocp.version);
    expect(ocp.knownVersion).not.toMatch(okd.version);
  });
});
