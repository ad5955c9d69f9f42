import { failingSeconds, stalledSeconds } from "../../ha/measure";

const failure = (at: number) => ({
  at: new Date(at).toISOString(),
  took: 5000,
  path: "/readyz",
  reason: "none",
});

describe("the time in which requests fail", () => {
  it("is that in which they were sent, however long each of them took to fail", () => {
    expect(
      failingSeconds({ requests: 9, slowest: 5000, failures: [failure(1000), failure(1100)] }),
    ).toBeCloseTo(0.2);
  });

  it("counts two requests of one moment once, and leaves out what was answered in between", () => {
    const failures = [failure(1000), failure(1000), failure(3000)];
    expect(failingSeconds({ requests: 9, slowest: 5000, failures })).toBeCloseTo(0.2);
  });
});

describe("the time in which writes stall", () => {
  it("is the longest without an acknowledged one, beyond the pace of the writer", () => {
    const acknowledged = [0, 200, 2200, 2400].map((at) => ({ name: `w-${at}`, at }));
    expect(stalledSeconds({ began: 0, ended: 2500, acknowledged, failures: [] })).toBeCloseTo(1.8);
  });

  it("is none where the writer kept its pace", () => {
    const acknowledged = [100, 300].map((at) => ({ name: `w-${at}`, at }));
    expect(stalledSeconds({ began: 0, ended: 400, acknowledged, failures: [] })).toBe(0);
  });
});
