import type { Outcome } from "./try-fault";

/** The seconds from the first request that was lost to the last one; 0 where none was. */
function gap({ report }: Outcome): number {
  const times = report.failures.map(({ at }) => Date.parse(at));
  return times.length === 0 ? 0 : (Math.max(...times) - Math.min(...times)) / 1000;
}

/** What a fault did, as one line. */
export function sentence(outcome: Outcome): string {
  const { fault, report, seconds } = outcome;
  return (
    `${fault.name}: ${report.failures.length} of ${report.requests} requests lost within ${gap(outcome).toFixed(1)} s, ` +
    `slowest ${report.slowest} ms; healthy again after ${seconds.toFixed(1)} s`
  );
}

/** What all faults did, as a Markdown table. */
export function table(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map((outcome) => {
    const { fault, report, seconds } = outcome;
    const lost = `${report.failures.length} of ${report.requests}`;
    return [
      fault.name,
      fault.loses,
      lost,
      gap(outcome).toFixed(1),
      (report.slowest / 1000).toFixed(1),
      seconds.toFixed(0),
    ];
  });
  return [
    "| fault | may lose | lost | within, s | slowest answer, s | healthy again after, s |",
    "|---|---|---|---|---|---|",
    ...rows.map((row) => `| ${row.join(" | ")} |`),
  ].join("\n");
}
