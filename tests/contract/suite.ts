import type { ContractSuite } from "./cases";
import { unavailable } from "./contract-folder";
import type { Played } from "./harness";
import { play } from "./harness";

/** One case waits for up to four minutes at most of its steps; two are played at once. */
const SECONDS_PER_CASE = 60;

/** The tests of one stand-in against its recordings: the sample, or with FULL=1 every case. */
export function describeSuite(title: string, suite: ContractSuite): void {
  const reason = unavailable(suite.programs);
  if (reason !== undefined) {
    it.skip(`${title}: ${reason}`, () => undefined);
    return;
  }
  const isChosen = (name: string): boolean => process.env["FULL"] === "1" || suite.sample.includes(name);
  const matching = suite.match.filter(isChosen);
  const leftOut = suite.leftOut.filter(({ name }) => isChosen(name));
  const chosen = [...matching, ...leftOut.map(({ name }) => name)];

  describe(title, () => {
    let played: readonly Played[];
    const complaintsOf = (name: string): readonly string[] | undefined =>
      played.find((result) => result.name === name)?.complaints;

    beforeAll(
      async () => {
        played = await play(suite, chosen);
      },
      (1 + chosen.length) * SECONDS_PER_CASE * 1000,
    );

    it.each(matching)("does what the official plugin did in %s", (name) => {
      expect(complaintsOf(name)).toEqual([]);
    });
    it.each(leftOut)("refuses $refusal in $name", ({ name }) => {
      expect(complaintsOf(name)).toEqual([]);
    });
  });
}
