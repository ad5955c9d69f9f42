import { basename, dirname } from "node:path";
import type { Piece } from "./look";
import { redact } from "./redact";
import { stageRecords } from "./sources";

/** As much of a stage's error as an error of a gate may have of it. */
const longest = 700;

/**
 * What stands in the way of OpenShift's bootstrap machines by their own records, one line a stage: the stages before the
 * API answers are told nowhere else. None where nothing does, or nothing of that kind was collected.
 */
export function stagesInTheWay(pieces: readonly Piece[]): readonly string[] {
  const known = new Map(
    pieces
      .filter(({ path }) => path.includes(`${stageRecords}/`))
      .map(({ path, text }) => [path, text.trim()] as const),
  );
  return [...known]
    .filter(([path, text]) => basename(path) === "lastError" && text !== "")
    .flatMap(([path, text]) => {
      const result = known.get(`${dirname(path)}/result`);
      if (result === undefined || result === "done") return [];
      const machine = path.slice(0, path.indexOf(stageRecords));
      const words = text.replaceAll(/\s+/g, " ").slice(0, longest);
      return [`${machine}: stage ${basename(dirname(path))} ${result}: ${redact(words)}`];
    });
}
