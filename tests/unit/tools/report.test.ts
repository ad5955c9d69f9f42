import { changesOnly, duration, everyStep, timed } from "../../../tools/report";

describe("a duration", () => {
  it.each([
    [0, "0 ms"],
    [999, "999 ms"],
    [1000, "1.0 s"],
    [59_900, "59.9 s"],
    [60_000, "1 min 0 s"],
    [280_600, "4 min 41 s"],
  ])("of %d ms is told as %s", (milliseconds, told) => {
    expect(duration(milliseconds)).toBe(told);
  });
});

describe("a step", () => {
  const lines: string[] = [];
  beforeEach(() => {
    lines.length = 0;
    jest.spyOn(console, "log").mockImplementation((line: string) => lines.push(line));
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it("is told with its time", async () => {
    await timed(everyStep, "etcd 1", () => Promise.resolve({ outcome: "current", detail: "there" }));
    expect(lines).toEqual([expect.stringMatching(/^etcd 1: there \(\d+ ms\)$/)]);
  });

  it("that changed nothing is not told before other commands", async () => {
    await timed(changesOnly, "etcd 1", () => Promise.resolve({ outcome: "current", detail: "there" }));
    await timed(changesOnly, "etcd 2", () => Promise.resolve({ outcome: "done", detail: "built" }));
    expect(lines).toEqual([expect.stringMatching(/^etcd 2: built/)]);
  });
});
