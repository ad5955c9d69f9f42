import { failingSeconds, stalledSeconds, unwritableSeconds, writesFailingSeconds } from "../../ha/times";

const failure = (at: number) => ({
  at: new Date(at).toISOString(),
  took: 5000,
  path: "/readyz",
  reason: "none",
});
const acknowledged = (...moments: readonly number[]) => moments.map((at) => ({ name: `w-${at}`, at }));
const failed = (...moments: readonly number[]) =>
  moments.map((at) => ({ name: `w-${at}`, at, took: 7000, reason: "status 500" }));

describe("the time in which requests fail", () => {
  it("is that in which they were sent, however long each of them took to fail", () => {
    expect(failingSeconds({ failures: [failure(1000), failure(1100)] })).toBeCloseTo(0.2);
  });

  it("counts two requests of one moment once, and leaves out what was answered in between", () => {
    const failures = [failure(1000), failure(1000), failure(3000)];
    expect(failingSeconds({ failures })).toBeCloseTo(0.2);
  });
});

describe("the time in which writes fail", () => {
  it("is that in which they were sent, at the pace of the writer", () => {
    expect(writesFailingSeconds({ failures: failed(1000, 1200, 9000) })).toBeCloseTo(0.6);
  });
});

describe("the time in which writes stall", () => {
  it("is the longest without an acknowledged one, beyond the pace of the writer", () => {
    const report = { began: 0, ended: 2500, acknowledged: acknowledged(0, 200, 2200, 2400), failures: [] };
    expect(stalledSeconds(report)).toBeCloseTo(1.8);
  });

  it("is none where the writer kept its pace", () => {
    const report = { began: 0, ended: 400, acknowledged: acknowledged(100, 300), failures: [] };
    expect(stalledSeconds(report)).toBe(0);
  });

  it("does not go on after the last write was sent, though the answer to it comes late", () => {
    const report = { began: 0, ended: 400, acknowledged: acknowledged(100, 300, 410), failures: [] };
    expect(stalledSeconds(report)).toBe(0);
  });
});

describe("the time in which one could not write", () => {
  const stalling = { began: 0, ended: 2500, acknowledged: acknowledged(0, 200, 2200, 2400) };

  it("counts once what stalled and failed at the same time", () => {
    expect(unwritableSeconds({ ...stalling, failures: failed(400, 600) })).toBeCloseTo(1.8);
  });

  it("counts also what failed before the stall or after it", () => {
    expect(unwritableSeconds({ ...stalling, failures: failed(300, 2300) })).toBeCloseTo(2.1);
  });

  it("is that in which writes failed where none stalled", () => {
    const report = { began: 0, ended: 500, acknowledged: acknowledged(100, 300, 500), failures: failed(90) };
    expect(unwritableSeconds(report)).toBeCloseTo(0.2);
  });
});
