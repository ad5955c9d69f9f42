import { basename } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { JestFile, JestReport } from "./counts";

const linesShown = 12;

/**
 * What failed in a jest run, one text per failure: file, test and the first lines of the reason.
 * They are said again at the very end, because a log that was cut has its end at least.
 */
export function failuresOf({ testResults }: JestReport): string[] {
  return testResults.flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status === "failed");
    const broke = failed.length === 0 && file.assertionResults.length === 0;
    if (broke) return [failure(file, "the file broke before its tests ran", file.message)];
    return failed.map((each) => failure(file, each.fullName, each.failureMessages.join("\n")));
  });
}

function failure({ name }: JestFile, test: string, reason: string): string {
  const said = stripVTControlCharacters(reason)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(0, linesShown);
  return [`FAILED ${basename(name)}: ${test}`, ...said.map((line) => `    ${line}`)].join("\n");
}
