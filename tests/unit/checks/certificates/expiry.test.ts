import { expiryOf } from "../../../../checks/certificates/expiry";

const start = new Date("2026-01-01T00:00:00Z");
const after = (days: number): Date => new Date(start.getTime() + days * 24 * 60 * 60 * 1000);
const certificate = (life: number) => ({ name: "etcd of master-0", notBefore: start, notAfter: after(life) });

describe("expiryOf", () => {
  it.each([
    ["a leaf of a year", { life: 365, day: 100 }, { level: "ok", days: 265 }],
    ["a leaf of a year with a month left", { life: 365, day: 335 }, { level: "ok", days: 30 }],
    ["a leaf of a year with less than a month left", { life: 365, day: 336 }, { level: "warning", days: 29 }],
    ["a leaf of a year with a week left", { life: 365, day: 358 }, { level: "warning", days: 7 }],
    ["a leaf of a year with less than a week left", { life: 365, day: 359 }, { level: "failure", days: 6 }],
    ["an expired leaf", { life: 365, day: 366 }, { level: "failure", days: -1 }],
    ["a new administrator's certificate of 30 days", { life: 30, day: 0 }, { level: "ok", days: 30 }],
    ["one of 30 days with more than a third left", { life: 30, day: 19 }, { level: "ok", days: 11 }],
    ["one of 30 days that the next up renews", { life: 30, day: 21 }, { level: "warning", days: 9 }],
    ["one of 30 days with less than a week left", { life: 30, day: 24 }, { level: "failure", days: 6 }],
    ["a new one of two days", { life: 2, day: 0 }, { level: "ok", days: 2 }],
    ["one of two days with hours left", { life: 2, day: 1.6 }, { level: "failure", days: 0 }],
  ])("judges %s", (_, { life, day }, expected) => {
    expect(expiryOf(certificate(life), after(day))).toMatchObject(expected);
  });

  it("says how many whole days are left, or that none are", () => {
    expect(expiryOf(certificate(365), after(1.5)).detail).toBe("etcd of master-0: 363 days left");
    expect(expiryOf(certificate(365), after(365)).detail).toBe("etcd of master-0 has expired");
  });
});
