import { quarterOf } from "../../../../components/microshift/access";

describe("the quarter of a year", () => {
  it.each([
    ["2026-01-01T00:00:00Z", "2026-1"],
    ["2026-03-31T23:59:59.999Z", "2026-1"],
    ["2026-04-01T00:00:00Z", "2026-2"],
    ["2026-09-30T12:00:00Z", "2026-3"],
    ["2026-10-01T00:00:00Z", "2026-4"],
    ["2026-12-31T23:59:59.999Z", "2026-4"],
    ["2027-01-01T00:00:00Z", "2027-1"],
  ])("of %s is %s", (time, quarter) => {
    expect(quarterOf(new Date(time))).toBe(quarter);
  });

  it("is that of the same moment everywhere: two who run the program in different time zones read alike", () => {
    // As in a zone that is ahead of UTC, where the new year has begun.
    const ahead = { getFullYear: () => 2027, getMonth: () => 0, getDate: () => 1 };
    expect(quarterOf(Object.assign(new Date("2026-12-31T23:30:00Z"), ahead))).toBe("2026-4");
  });

  it("is another one every three months", () => {
    const months = Array.from({ length: 24 }, (_, month) => quarterOf(new Date(Date.UTC(2026, month, 15))));
    const changes = months.flatMap((quarter, month) =>
      month > 0 && quarter !== months[month - 1] ? [month] : [],
    );
    expect(changes).toEqual([3, 6, 9, 12, 15, 18, 21]);
  });
});
