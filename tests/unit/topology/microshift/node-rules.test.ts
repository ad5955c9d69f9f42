import { microshiftHaInput, microshiftInput } from "../../../support/microshift-plan";
import { problemsIn } from "../../../support/openshift-config";

function cp(...ids: readonly number[]) {
  return ids.map((id) => ({ id, role: "controlPlane" }));
}

describe("an id", () => {
  it("that two nodes have is told with one that is free", () => {
    const [problem] = problemsIn(microshiftHaInput({ nodes: cp(3, 7, 3) }));
    expect(problem).toMatchObject({ what: "two nodes have the id 3", value: [3, 3, 7] });
    expect(problem?.why).toBe("both would be called node-3 and have the address with the number 13");
    expect(problem?.remedy).toContain("such as 8");
  });
});

describe("several control planes in topology single", () => {
  it("are refused with the reason, and what it takes where the cluster is up", () => {
    const [problem] = problemsIn(microshiftInput({ nodes: cp(1, 2) }));
    expect(problem?.why).toContain("refuses further control planes for good");
    expect(problem?.remedy).toMatch(/^pulumi config set topology ha.*make destroy first$/);
  });
});

describe("how many control planes use the virtual address", () => {
  it.each([
    [cp(1), 1, 0],
    [cp(1), 2, 1],
    [cp(1, 2, 3), 3, 0],
    [cp(1, 2, 3), 4, 1],
  ])("of %j may be %d at most so many: %d problems", (nodes, virtualAddressFrom, count) => {
    expect(problemsIn(microshiftHaInput({ nodes, virtualAddressFrom }))).toHaveLength(count);
  });
});

describe("a generation", () => {
  it("of a node whose name is nearly right is told with the name that was meant", () => {
    const [problem] = problemsIn(microshiftHaInput({}, { machineGenerations: { "nod-3": 2 } }));
    expect(problem?.why).toBe("the nodes of this cluster are node-1, node-2, node-3, node-4, node-5");
    expect(problem?.remedy).toMatch(/^did you mean node-3\? /);
  });

  it("of a node that is listed is accepted", () => {
    expect(problemsIn(microshiftHaInput({}, { machineGenerations: { "node-3": 2 } }))).toEqual([]);
  });
});
