import type { Finding } from "./check";
import type { Report } from "./checks";

const marks: Readonly<Record<Finding["level"], string>> = { ok: "OK", warning: "WARN", failure: "FAIL" };

/** One check as a line: the mark, the statement, what was found. `never`: a check of whatever kind of cluster. */
export function reportLine({ check, finding }: Report<never>): string {
  return `${marks[finding.level].padEnd(4)}  ${check.sentence}: ${finding.detail}`;
}

/** Whether the statement does not hold. */
export function isFailure({ finding }: Report<never>): boolean {
  return finding.level === "failure";
}

/** How many checks hold, and what those found that do not, as a state of a wait. */
export function progressText(reports: readonly Report<never>[]): string {
  const failures = reports.filter(isFailure);
  const held = `${reports.length - failures.length} of ${reports.length} checks hold`;
  if (failures.length === 0) return held;
  const missing = failures.map(({ check, finding }) => `${check.id}: ${finding.detail}`);
  return `${held}, not yet ${missing.join(" | ")}`;
}

/** All checks as a table, and why those that do not hold matter. */
export function reportText(reports: readonly Report<never>[]): string {
  const lines = reports.flatMap((report) => [
    reportLine(report),
    ...(report.finding.level === "ok" ? [] : [`      why it matters: ${report.check.why}`]),
  ]);
  const count = (level: Finding["level"]): number =>
    reports.filter(({ finding }) => finding.level === level).length;
  const totals = `${count("ok")} ok, ${count("warning")} warnings, ${count("failure")} failed`;
  return [...lines, totals].join("\n");
}
