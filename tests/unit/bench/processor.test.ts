import { processorSeconds } from "../../../bench/processor";

it("counts the time in which processors worked, and not that in which they waited", () => {
  expect(processorSeconds("cpu  1000 200 300 99999 8888 40 60 0 0 0\ncpu0 1 1 1 1\n")).toBe(16);
});

it("reads this host's count", () => {
  expect(processorSeconds()).toBeGreaterThan(0);
});
