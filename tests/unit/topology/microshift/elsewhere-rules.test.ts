import { describeProblems } from "../../../../topology/problems";
import { unusedPrivateKey } from "../../../support/microshift-plan";
import { okdInput, problemsIn } from "../../../support/openshift-config";

describe("what is MicroShift's alone", () => {
  it("is refused by the other distributions, with its names and none of its values", () => {
    const microshift = { settings: { debugging: { logLevel: "hunter2" } } };
    const [problem, ...others] = problemsIn({ microshift, hostPrivateKey: unusedPrivateKey });
    expect(problem).toMatchObject({
      where: "microshift",
      what: "distribution kubernetes has nothing of MicroShift's",
    });
    expect(others.map(({ where }) => where)).toEqual(["hostPrivateKey"]);
    const told = describeProblems(problemsIn({ microshift, hostPrivateKey: unusedPrivateKey }));
    expect(told).not.toMatch(/hunter2|PRIVATE/);
  });

  it.each([{}, okdInput()])("is a host that is there already: platform ssh is refused", (input) => {
    const problems = problemsIn({ ...input, platform: "ssh" });
    expect(problems.map(({ where, what }) => `${where}: ${what}`)).toContainEqual(
      expect.stringMatching(
        /^platform: distribution (kubernetes|okd) is not put on a host that is there already$/,
      ),
    );
  });
});
