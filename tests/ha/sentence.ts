import type { Measure } from "./measure";
import type { Outcome } from "./try-fault";

/** What a fault did, as lines for the log: its figures, and every way in which requests and writes failed. */
export function sentence({ value, reads, writes }: Outcome, measure: Measure): string {
  const { fault, requests, failedRequests, failing, slowest, stalled, lost, recovery } = measure;
  const { writes: sent, failedWrites, writesFailing, slowestFailedWrite } = measure;
  const late = value.during?.late ?? 0;
  return [
    `${fault} (${value.machines.join(", ")}): ${failedRequests} of ${requests} requests failed within ` +
      `${failing.toFixed(1)} s, slowest ${slowest.toFixed(1)} s; writes stalled for ${stalled.toFixed(1)} s, ` +
      `${failedWrites} of ${sent} failed within ${writesFailing.toFixed(1)} s, ` +
      `after ${slowestFailedWrite.toFixed(1)} s at most, ${lost} lost; ` +
      `healthy ${recovery.toFixed(1)} s after its end`,
    ...(late > 0 ? [`  looked at last ${late.toFixed(1)} s after the promised time`] : []),
    ...reads.failures.map(
      ({ at, took, path, reason }) =>
        `  ${since(value.at, Date.parse(at))} ${path} after ${took} ms: ${reason}`,
    ),
    ...writes.failures.map(
      ({ name, at, took, reason }) => `  ${since(value.at, at)} write ${name} after ${took} ms: ${reason}`,
    ),
  ].join("\n");
}

function since(fault: number, moment: number): string {
  return `${((moment - fault) / 1000).toFixed(1)} s`;
}
