import { microshiftVersions } from "../../../../topology/microshift/versions";
import { microshiftHaInput, microshiftInput } from "../../../support/microshift-plan";
import { problemsIn, wrongIn } from "../../../support/openshift-config";

describe("a version", () => {
  it.each(microshiftVersions)("%s stands up one node", (version) => {
    expect(problemsIn(microshiftInput({ version }))).toEqual([]);
  });

  it.each(microshiftVersions)(
    "%s stands up several from 4.21 on, when microshift add-node came",
    (version) => {
      const joins = version === "4.21" || version === "4.22";
      const wrong = joins
        ? []
        : [`microshift.version: version ${version} of MicroShift has no microshift add-node`];
      expect(wrongIn(microshiftHaInput({ version }))).toEqual(wrong);
    },
  );
});
