import fc from "fast-check";
import { periodOf } from "../../pki/validity";

const day = 24 * 60 * 60 * 1000;
const epoch = Date.parse("2026-01-01T00:00:00Z");

const times = fc.record({
  createdAt: fc.integer({ min: 0, max: 10 * 365 * day }).map((offset) => new Date(epoch + offset)),
  /** Milliseconds from the key's making to the moment at which the certificate is asked for. */
  age: fc.integer({ min: 0, max: 50 * 365 * day }),
  days: fc.integer({ min: 1, max: 36500 }),
});

describe("the period of a certificate, at any age of its key", () => {
  it("has begun, and more than a third of it is left", () => {
    fc.assert(
      fc.property(times, ({ createdAt, age, days }) => {
        const now = new Date(createdAt.getTime() + age);
        const { notBefore, notAfter } = periodOf(createdAt, days, now);
        expect(notBefore.getTime()).toBeLessThan(now.getTime());
        expect(notAfter.getTime() - now.getTime()).toBeGreaterThan((days * day) / 3);
      }),
    );
  });

  it("is the same at each later moment, up to the moment at which the next one starts", () => {
    fc.assert(
      fc.property(times, fc.double({ min: 0, max: 0.999, noNaN: true }), ({ createdAt, age, days }, part) => {
        const period = periodOf(createdAt, days, new Date(createdAt.getTime() + age));
        const begun = period.notAfter.getTime() - days * day;
        const later = new Date(Math.floor(begun + part * ((days * day) / 3) * 2));
        expect(periodOf(createdAt, days, later)).toEqual(period);
      }),
    );
  });

  it("ends no later than that of an authority which is given three times the days", () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 10 * day }), ({ createdAt, age, days }, later) => {
        const leafCreatedAt = new Date(createdAt.getTime() + later);
        const now = new Date(leafCreatedAt.getTime() + age);
        const leaf = periodOf(leafCreatedAt, days, now);
        const authority = periodOf(createdAt, days * 3, now);
        expect(leaf.notAfter.getTime()).toBeLessThanOrEqual(authority.notAfter.getTime());
      }),
    );
  });
});
