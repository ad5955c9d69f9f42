import { slownessOf } from "../../../topology/patience";

describe("how much more time than the usual a patience gives", () => {
  it("is as many times as it is the usual one", () => {
    expect(slownessOf(1_200_000)).toBe(10);
  });

  it("is none for the usual one, and for less", () => {
    expect(slownessOf(120_000)).toBe(1);
    expect(slownessOf(10_000)).toBe(1);
  });
});
