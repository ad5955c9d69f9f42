import { percentile, spreadOf } from "../../ha/percentile";

describe("a percentile", () => {
  it("is one of the values, by the nearest rank", () => {
    const values = Array.from({ length: 20 }, (_, index) => 20 - index);
    expect(percentile(values, 50)).toBe(10);
    expect(percentile(values, 95)).toBe(19);
    expect(percentile(values, 100)).toBe(20);
  });

  it("of few values is the largest of them", () => {
    expect(spreadOf([3, 1, 2])).toEqual({ p50: 2, p95: 3, max: 3 });
  });

  it("of no values is an error", () => {
    expect(() => percentile([], 50)).toThrow("no value has been measured");
  });
});
