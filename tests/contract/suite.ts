import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ContractSuite } from "./cases";
import type { Played } from "./harness";
import { play, recordedCases, unavailable } from "./harness";

const repository = join(__dirname, "..", "..");
const SECONDS = 1000;

/**
 * The tests of one stand-in against its recordings: the sample, or with FULL=1 all that must match,
 * which takes some minutes. `programs` are what its cases need besides Pulumi.
 */
export function describeSuite(title: string, suite: ContractSuite, programs: readonly string[]): void {
  const missing = programs.filter((program) => !isInstalled(program));
  const reason =
    unavailable ?? (missing.length > 0 ? `${missing.join(", ")} missing: run \`make tools\`` : undefined);
  if (reason !== undefined) {
    it.skip(`${title}: ${reason}`, () => undefined);
    return;
  }
  const { match, sample, leftOut, name } = suite;
  const chosen = process.env["FULL"] === "1" ? match : sample;

  describe(title, () => {
    let played: readonly Played[];
    beforeAll(
      async () => {
        played = await play(suite, chosen);
      },
      (60 + chosen.length * 60) * SECONDS,
    );

    it.each(chosen)("does what the official plugin did in %s", (one) => {
      expect(played.find((result) => result.name === one)?.differences).toEqual([]);
    });
  });

  describe("the table of the recorded cases", () => {
    it("decides on each case, either to match it or to leave it out with a reason", () => {
      expect([...match, ...Object.keys(leftOut)].sort()).toEqual([...recordedCases(name)].sort());
    });
    it("samples only what must match", () => {
      expect(match).toEqual(expect.arrayContaining([...sample]));
    });
  });
}

function isInstalled(program: string): boolean {
  const folders = [join(repository, ".tools/bin"), join(repository, ".tools/machine/bin")];
  return [...folders, ...(process.env["PATH"] ?? "").split(":")].some((folder) =>
    existsSync(join(folder, program)),
  );
}
