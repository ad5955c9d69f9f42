import { imageTags, neededTags } from "../../../../manifests/openshift/images";
import { type OpenshiftMinor, openshiftMinors } from "../../../../topology/openshift/versions";
import { openshiftPlanOf } from "../../../support/openshift-plan";

const plan = openshiftPlanOf();
const neededIn = (minor: OpenshiftMinor) =>
  neededTags(openshiftPlanOf({ release: { ...plan.openshift.release, minor } }));

describe("the images that a release must have", () => {
  it.each(openshiftMinors)(
    "are in %s those of this program, those that renders look up, and none twice",
    (minor) => {
      const needed = neededIn(minor);
      expect(needed).toEqual(expect.arrayContaining([...Object.keys(imageTags), "coredns", "stream-coreos"]));
      expect(new Set(needed).size).toBe(needed.length);
    },
  );

  it("are more from 4.19 on and again in 4.22", () => {
    const newIn = (before: OpenshiftMinor, minor: OpenshiftMinor) =>
      neededIn(minor).filter((tag) => !neededIn(before).includes(tag));
    expect(newIn("4.18", "4.19")).toEqual(["cluster-authentication-operator"]);
    expect(newIn("4.19", "4.21")).toEqual([]);
    expect(newIn("4.21", "4.22")).toEqual(["docker-registry"]);
  });

  it("have the operating system of the distribution", () => {
    const systems = neededTags({ ...plan, distribution: "ocp" }).filter((tag) => /coreos/.test(tag));
    expect(systems).toEqual(["rhel-coreos", "rhel-coreos-extensions"]);
  });
});
