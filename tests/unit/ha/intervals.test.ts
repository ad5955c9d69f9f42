import { covered, longestGap } from "../../ha/intervals";

describe("what intervals cover", () => {
  it("counts once what two of them cover, whatever their order", () => {
    expect(
      covered([
        { from: 20, to: 30 },
        { from: 0, to: 10 },
        { from: 5, to: 15 },
      ]),
    ).toBe(25);
    expect(
      covered([
        { from: 0, to: 30 },
        { from: 5, to: 15 },
      ]),
    ).toBe(30);
    expect(covered([])).toBe(0);
  });
});

describe("the longest gap", () => {
  it("is between two moments, or between one and an end of the time", () => {
    expect(longestGap([50, 10, 20], { from: 0, to: 60 })).toEqual({ from: 20, to: 50 });
    expect(longestGap([50], { from: 0, to: 60 })).toEqual({ from: 0, to: 50 });
    expect(longestGap([5], { from: 0, to: 60 })).toEqual({ from: 5, to: 60 });
    expect(longestGap([], { from: 0, to: 60 })).toEqual({ from: 0, to: 60 });
  });

  it("begins before the end of the time, where moments lie behind it", () => {
    expect(longestGap([10, 70, 300], { from: 0, to: 60 })).toEqual({ from: 10, to: 70 });
  });
});
