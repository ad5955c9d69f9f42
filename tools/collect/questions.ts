import type { Piece } from "./look";
import { folders, journalctl, journalLooks, looksInMachine } from "./sources";

/** Stands on a line of its own before every answer; no file of a machine has it. */
const mark = "=== hardway collects: ";
/** How long one program may take in a machine, in seconds. */
const limitSeconds = 60;

/** The shell script by which a machine tells everything about itself, each answer after a line with its path. */
export function questions(): string {
  const journals = journalLooks.map(({ file, options }) => asked(file, [...journalctl, ...options]));
  const looks = looksInMachine.map(({ file, command, needs }) => {
    const question = asked(file, command);
    return needs === undefined ? question : `if test -e ${needs}; then\n${question}\nfi`;
  });
  const files = folders.map(
    ({ path, limit }) => `for file in $(find ${path} -type f 2> /dev/null | sort); do
printf '\\n${mark}%s\\n' "$file"
tail --bytes=${limit} "$file"
done`,
  );
  return [...looks, ...journals, ...files, ""].join("\n");
}

function asked(path: string, command: readonly string[]): string {
  return `printf '\\n${mark}/${path}\\n'
timeout --signal=KILL ${limitSeconds} ${command.join(" ")} 2>&1 || echo "(exit code $?)"`;
}

/** What a machine has answered, by paths below its name. */
export function piecesIn(answer: string, machine: string): readonly Piece[] {
  return answer
    .split(`\n${mark}`)
    .slice(1)
    .map((part) => {
      const end = part.indexOf("\n");
      return end < 0
        ? { path: `${machine}${part}`, text: "" }
        : { path: `${machine}${part.slice(0, end)}`, text: part.slice(end + 1) };
    });
}
