import { microshiftInput } from "../../../support/microshift-plan";
import { problemsIn } from "../../../support/openshift-config";

describe("a key that MicroShift never reads", () => {
  it("is refused with the reason and what says it instead", () => {
    expect(problemsIn(microshiftInput({}, { workers: 3 }))).toEqual([
      {
        what: "MicroShift reads no workers",
        where: "workers",
        value: 3,
        why: "MicroShift's nodes are listed one by one, as an id is never given again",
        remedy: "pulumi config rm workers, or list them: pulumi config set --path 'microshift.nodes[0].id' 1",
      },
    ]);
  });

  it("shows names alone of what may have a proxy's password in it", () => {
    const address = "http://user:hunter2@proxy:3128";
    const proxy = { httpProxy: address, httpsProxy: address };
    const openshift = { version: "4.20.0", proxy };
    const [problem] = problemsIn(microshiftInput({}, { openshift }));
    expect(problem?.where).toBe("openshift");
    expect(JSON.stringify(problem)).not.toContain("hunter2");
  });

  it("is passed over where it has the value that it has anyway", () => {
    expect(
      problemsIn(microshiftInput({}, { workers: 2, loadBalancerIdleSeconds: 30, nodeLabels: {} })),
    ).toEqual([]);
  });
});
