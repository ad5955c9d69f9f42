import type { Measure } from "./measure";
import type { Outcome } from "./try-fault";

/** What a fault did, as lines for the log: its figures, and every way in which requests and writes failed. */
export function sentence({ value, reads, writes }: Outcome, measure: Measure): string {
  const { fault, requests, failedRequests, failing, slowest, failedWrites, stalled, lost, recovery } =
    measure;
  return [
    `${fault} (${value.machines.join(", ")}): ${failedRequests} of ${requests} requests failed within ` +
      `${failing.toFixed(1)} s, slowest ${slowest.toFixed(1)} s; writes stalled for ${stalled.toFixed(1)} s, ` +
      `${failedWrites} of ${writes.acknowledged.length + failedWrites} failed, ${lost} lost; ` +
      `healthy ${recovery.toFixed(1)} s after its end`,
    ...reads.failures.map(
      ({ at, took, path, reason }) =>
        `  ${since(value.at, Date.parse(at))} ${path} after ${took} ms: ${reason}`,
    ),
    ...writes.failures.map(({ name, at, reason }) => `  ${since(value.at, at)} write ${name}: ${reason}`),
  ].join("\n");
}

function since(fault: number, moment: number): string {
  return `${((moment - fault) / 1000).toFixed(1)} s`;
}
