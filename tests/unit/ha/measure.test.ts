import { measureOf } from "../../ha/measure";

const counted = {
  fault: "freeze the leader",
  reads: { requests: 400, slowest: 5200, failures: [] },
  writes: {
    began: 0,
    ended: 2000,
    acknowledged: [0, 200, 1400, 1600, 1800, 2000].map((at) => ({ name: `w-${at}`, at })),
    failures: [
      { name: "w-a", at: 190, took: 7010, reason: "etcdserver: request timed out" },
      { name: "w-b", at: 400, took: 30, reason: "refused" },
    ],
  },
  lost: ["w-0"],
  recovery: 6,
};

describe("the measure of a fault", () => {
  it("tells how many writes failed of those that were sent, for how long, and how long one of them hung", () => {
    const measure = measureOf(counted);
    expect(measure).toMatchObject({ writes: 8, failedWrites: 2, slowestFailedWrite: 7.01, lost: 1 });
    expect(measure.writesFailing).toBeCloseTo(0.4);
  });

  it("tells for how long writes stalled, and for how long one could not write", () => {
    const measure = measureOf(counted);
    expect(measure.stalled).toBeCloseTo(1);
    expect(measure.unwritable).toBeCloseTo(1.2);
  });

  it("has no slowest of the failed writes where none failed", () => {
    const writes = { ...counted.writes, failures: [] };
    expect(measureOf({ ...counted, writes }).slowestFailedWrite).toBe(0);
  });
});
