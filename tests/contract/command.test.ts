import { commandSuite } from "./cases";
import type { Played } from "./harness";
import { play, recordedCases, unavailable } from "./harness";

const { match, sample, leftOut } = commandSuite;
/** FULL=1 plays all cases, which takes some minutes. */
const chosen = process.env["FULL"] === "1" ? match : sample;
const SECONDS = 1000;
const LIMIT_MS = (60 + chosen.length * 60) * SECONDS;

if (unavailable === undefined) {
  describe("the stand-in for the plugin of @pulumi/command", () => {
    let played: readonly Played[];
    beforeAll(async () => {
      played = await play(commandSuite, chosen);
    }, LIMIT_MS);

    it.each(chosen)("does what the official plugin did in %s", (name) => {
      expect(played.find((one) => one.name === name)?.differences).toEqual([]);
    });
  });

  describe("the table of the recorded cases", () => {
    it("decides on each case, either to match it or to leave it out with a reason", () => {
      expect([...match, ...Object.keys(leftOut)].sort()).toEqual([...recordedCases("command")].sort());
    });
    it("samples only what must match", () => {
      expect(match).toEqual(expect.arrayContaining([...sample]));
    });
  });
} else {
  it.skip(`the stand-in for the plugin of @pulumi/command: ${unavailable}`, () => undefined);
}
