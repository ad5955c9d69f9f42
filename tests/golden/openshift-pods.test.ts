import { bootstrapConfigFiles, bootstrapPods } from "../../manifests/openshift/static-pods";
import { type OpenshiftMinor, openshiftMinors } from "../../topology/openshift/versions";
import { openshiftPlanOf } from "../support/openshift-plan";
import { expectGolden, type Tree } from "./golden";

/** The oldest version; of later ones the golden files are those that are not as in the version before. */
const [oldest] = openshiftMinors;

describe.each(openshiftMinors.map((minor, index) => [minor, openshiftMinors[index - 1]] as const))(
  "the bootstrap machine's pods of OKD %s",
  (minor, before) => {
    const tree = treeOf(minor);

    it("are the golden ones, with their configurations", () => {
      const known = before === undefined ? {} : treeOf(before);
      const changed = Object.entries(tree).filter(([path, text]) => known[path] !== text);
      expectGolden(`openshift-pods/${minor}`, Object.fromEntries(changed));
    });

    it("show no secret", () => {
      expect(Object.values(tree).join("\n")).not.toMatch(/-----BEGIN|-data:/);
    });
  },
);

describe("the golden files of pods", () => {
  it("are small: of a later version only what differs", () => {
    expect(Object.keys(treeOf(oldest)).length).toBeGreaterThan(
      Object.entries(treeOf("4.22")).filter(([path, text]) => treeOf("4.21")[path] !== text).length,
    );
  });
});

/** The pods and configurations of a version, but for the audit policy, which every distribution has. */
function treeOf(minor: OpenshiftMinor): Tree {
  const release = { version: `${minor}.0-okd-scos.0`, minor, image: "quay.io/okd/scos-release@sha256:0" };
  const plan = openshiftPlanOf({ release });
  const configs = bootstrapConfigFiles(plan).filter(({ path }) => !path.endsWith("audit-policy.yaml"));
  return {
    ...Object.fromEntries(bootstrapPods(plan).map(({ fileName, yaml }) => [fileName, yaml])),
    ...Object.fromEntries(configs.map(({ path, contents }) => [path.split("/").at(-1) ?? path, contents])),
  };
}
