import { membershipSteps, quorumOf } from "../../../topology/membership";
import { planOf } from "../../support/plan";

describe("a quorum", () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [5, 3],
  ])("of %d voters is %d", (voters, quorum) => {
    expect(quorumOf(voters)).toBe(quorum);
  });
});

describe("etcd's membership", () => {
  it("grows by learners that are promoted and ends without the bootstrap machine", () => {
    expect(
      membershipSteps(planOf()).map(({ change, member, voters }) => [change, member, voters.length]),
    ).toEqual([
      ["start", "bootstrap", 1],
      ["add learner", "master-0", 1],
      ["promote", "master-0", 2],
      ["add learner", "master-1", 2],
      ["promote", "master-1", 3],
      ["add learner", "master-2", 3],
      ["promote", "master-2", 4],
      ["remove", "bootstrap", 3],
    ]);
  });
});
