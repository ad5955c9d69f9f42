import { expiryOf } from "../../../../checks/certificates/expiry";

const start = new Date("2026-01-01T00:00:00Z");
const after = (days: number): Date => new Date(start.getTime() + days * 24 * 60 * 60 * 1000);
const certificate = (life: number) => ({ name: "etcd of master-0", notBefore: start, notAfter: after(life) });

describe("expiryOf", () => {
  it.each([
    ["a leaf of a year", 365, 100, "ok", 265],
    ["a leaf of a year with a month left", 365, 335, "ok", 30],
    ["a leaf of a year with less than a month left", 365, 336, "warning", 29],
    ["a leaf of a year with a week left", 365, 358, "warning", 7],
    ["a leaf of a year with less than a week left", 365, 359, "failure", 6],
    ["an expired leaf", 365, 366, "failure", -1],
    ["a new administrator's certificate of 30 days", 30, 0, "ok", 30],
    ["one of 30 days with more than a third left", 30, 19, "ok", 11],
    ["one of 30 days that the next up renews", 30, 21, "warning", 9],
    ["one of 30 days with less than a week left", 30, 24, "failure", 6],
    ["a new one of two days", 2, 0, "ok", 2],
    ["one of two days with hours left", 2, 1.6, "failure", 0],
  ])("judges %s (%d days, at day %d): %s", (_, life, day, level, days) => {
    expect(expiryOf(certificate(life), after(day))).toMatchObject({ level, days });
  });

  it("says how many whole days are left, or that none are", () => {
    expect(expiryOf(certificate(365), after(1.5)).detail).toBe("etcd of master-0: 363 days left");
    expect(expiryOf(certificate(365), after(365)).detail).toBe("etcd of master-0 has expired");
  });
});
