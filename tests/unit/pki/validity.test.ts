import { daysLeft, periodOf } from "../../../pki/validity";

const createdAt = new Date("2026-01-01T00:00:00Z");

function periodText(days: number, now: string, key = createdAt): string {
  const { notBefore, notAfter } = periodOf(key, days, new Date(now));
  return `${notBefore.toISOString()} to ${notAfter.toISOString()}`;
}

describe("the period of a certificate", () => {
  it("starts when its key was made, back-dated by 5 minutes for clocks that are behind", () => {
    expect(periodText(30, "2026-01-01T00:00:00Z")).toBe(
      "2025-12-31T23:55:00.000Z to 2026-01-31T00:00:00.000Z",
    );
  });

  it("is the same until a third of it is left", () => {
    expect(periodText(30, "2026-01-20T23:59:59.999Z")).toBe(periodText(30, "2026-01-01T00:00:00Z"));
  });

  it("is followed by the next one when a third of it is left", () => {
    expect(periodText(30, "2026-01-21T00:00:00Z")).toBe(
      "2026-01-20T23:55:00.000Z to 2026-02-20T00:00:00.000Z",
    );
  });

  it("is the one that holds now, however long nobody ran an up", () => {
    expect(periodText(30, "2027-01-01T00:00:00Z")).toBe(
      "2026-12-26T23:55:00.000Z to 2027-01-26T00:00:00.000Z",
    );
  });

  it("has whole seconds, as X.509 has no fractions and would come back changed", () => {
    expect(periodText(30, "2026-01-01T00:00:01Z", new Date("2026-01-01T00:00:00.987Z"))).toBe(
      "2025-12-31T23:55:00.000Z to 2026-01-31T00:00:00.000Z",
    );
  });

  it("is the first one where the clock here is behind that of the key's making", () => {
    expect(periodText(30, "2025-12-01T00:00:00Z")).toBe(
      "2025-12-31T23:55:00.000Z to 2026-01-31T00:00:00.000Z",
    );
  });
});

describe("the days that are left", () => {
  it.each([
    ["2026-01-31T00:00:00Z", 0],
    ["2026-01-30T00:00:00Z", 1],
    ["2026-01-30T00:00:01Z", 0],
    ["2026-01-01T00:00:00Z", 30],
    ["2026-01-31T00:00:01Z", -1],
  ])("at %s are %d whole days", (now, days) => {
    expect(daysLeft({ notAfter: new Date("2026-01-31T00:00:00Z") }, new Date(now))).toBe(days);
  });
});
