import { promises } from "../../../bench/figures";
import { median, table } from "../../../bench/table";

describe("the median", () => {
  it.each([
    ["the value itself", [3], 3],
    ["the one in the middle, in whatever order they came", [9, 1, 5], 5],
    ["the mean of the two in the middle", [4, 1, 2, 9], 3],
  ])("is %s", (_, values, expected) => {
    expect(median(values)).toBe(expected);
  });
});

describe("the table of figures", () => {
  it("shows the median beside the promise, and every run", () => {
    const text = table({ up: { ...promises.up, median: 54.25, values: [54.25, 61] } });
    expect(text.split("\n").at(-1)).toBe(
      "| make up from nothing to a verified cluster | 54.3 s | 60 s | 54.3, 61.0 |",
    );
  });

  it("leaves the promise open where there is none", () => {
    expect(table({ destroy: { ...promises.destroy, median: 6, values: [6] } })).toContain(
      "| 6.0 s |  | 6.0 |",
    );
  });
});
