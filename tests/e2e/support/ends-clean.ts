import { makeWell, type TestStack } from "./stack";
import { tracesOf } from "./traces";

const minutes = 60_000;

/** The last test of a cluster. */
export function endsClean(stack: TestStack): void {
  it(
    "needs no change after that, and leaves nothing when it is destroyed",
    async () => {
      expect((await makeWell("up", stack)).text).toMatch(/\d+ unchanged/);
      await makeWell("destroy", stack);
      expect(await tracesOf(stack)).toEqual([]);
    },
    5 * minutes,
  );
}
