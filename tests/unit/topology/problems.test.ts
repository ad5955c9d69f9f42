import { ConfigError, describeProblems, hiddenValue, type Problem } from "../../../topology/problems";

const problem: Problem = {
  what: "must be an odd whole number",
  where: "controlPlanes",
  value: "two",
  why: "even numbers tolerate no more",
  remedy: "pulumi config set controlPlanes 3",
};

describe("the text of problems", () => {
  it("says of each what, where, the value, why and the remedy", () => {
    expect(describeProblems([problem])).toBe(
      [
        "The stack's configuration has 1 problem; nothing was changed.",
        "",
        "controlPlanes: must be an odd whole number",
        '  value:  "two"',
        "  why:    even numbers tolerate no more",
        "  remedy: pulumi config set controlPlanes 3",
      ].join("\n"),
    );
  });

  it("says that a value is not set", () => {
    expect(describeProblems([{ ...problem, value: undefined }])).toContain("value:  (not set)");
  });

  it("shows nothing of a value that may be secret", () => {
    expect(describeProblems([{ ...problem, value: hiddenValue }])).toContain("value:  (not shown)");
  });

  it("has all of them", () => {
    expect(describeProblems([problem, { ...problem, where: "workers" }])).toMatch(
      /2 problems[^]*controlPlanes:[^]*workers:/,
    );
  });
});

describe("the error", () => {
  it("is meant for the user, whom a stack trace would not help", () => {
    const error = new ConfigError([problem]);
    expect(error).toMatchObject({
      name: "ConfigError",
      isUserError: true,
      message: describeProblems([problem]),
    });
  });
});
