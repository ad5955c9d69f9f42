import { promises } from "../../../bench/figures";
import { inOrder, median, resultsOf, table } from "../../../bench/table";

describe("the median", () => {
  it.each([
    ["the value itself", [3], 3],
    ["the one in the middle, in whatever order they came", [9, 1, 5], 5],
    ["the mean of the two in the middle", [4, 1, 2, 9], 3],
  ])("is %s", (_, values, expected) => {
    expect(median(values)).toBe(expected);
  });
});

describe("the results of several passes", () => {
  it("have of each figure the values of the passes that measured it, to a hundredth, beside the promise", () => {
    const { haUp } = resultsOf([{ haUp: 101.234, haMemory: 2 }, { up: 50 }, { haUp: 111 }]);
    expect(haUp).toMatchObject({ unit: "s", atMost: 120, median: 106.12, values: [101.23, 111] });
  });

  it("leave out a figure that no pass measured", () => {
    expect(Object.keys(resultsOf([{ up: 50, grownDestroy: 12 }]))).toEqual(["up", "grownDestroy"]);
    expect(table(resultsOf([{ up: 50 }]))).not.toContain("NaN");
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

describe("figures of several times", () => {
  const figure = { what: "x", unit: "s", median: 1, values: [1] } as const;

  it("are shown in the order of the table, whatever was measured last, and without those that there are no more", () => {
    const kept = { destroy: figure, forgotten: figure, up: figure };
    expect(Object.keys(inOrder({ ...kept, noOpUp: figure }))).toEqual(["up", "noOpUp", "destroy"]);
  });
});
