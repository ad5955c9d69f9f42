import { chosenRounds } from "../../interruption/support/chosen";

describe("the rounds that are run", () => {
  it("are one where nothing is asked for, so that it can be part of every test run", () => {
    expect(chosenRounds(undefined, 15)).toHaveLength(1);
  });

  it("are all of them, or those that are asked for", () => {
    expect(chosenRounds("all", 3)).toEqual([1, 2, 3]);
    expect(chosenRounds("3,1", 3)).toEqual([3, 1]);
  });

  it.each(["4", "0", "x", ""])("are none that there is not: %p", (asked) => {
    expect(() => chosenRounds(asked, 3)).toThrow("there are rounds 1 to 3");
  });
});
