import { adminCredentials, probe } from "../e2e/support/availability";
import { type Made, makeWell, type TestStack } from "../e2e/support/stack";
import type { ProberReport } from "../support/prober";

/** An `up` that went well, and what the prober counted meanwhile. */
export interface Probed {
  readonly made: Made;
  readonly report: ProberReport;
}

/** Runs `up` while `/readyz` and the list of nodes are asked for ten times a second each, by new connections, and prints the count. */
export async function upUnderProbe(stack: TestStack, api: string, what: string): Promise<Probed> {
  const probing = await probe(stack, api, await adminCredentials(stack));
  try {
    const made = await makeWell("up", stack);
    const probed = { made, report: await probing.end() };
    console.log(summary(what, probed));
    return probed;
  } catch (error) {
    await probing.end();
    throw error;
  }
}

/** What holds of an `up` that changed a cluster in place. */
export function expectInPlace({ made, report }: Probed): void {
  expect(made.text).not.toMatch(/\d+ (created|deleted|replaced)/);
  expect(report.failures).toEqual([]);
  expect(report.requests).toBeGreaterThan(50);
}

/** One line for the log of the tests. */
function summary(what: string, { made, report }: Probed): string {
  const { requests, failures, slowest } = report;
  return `${what}: ${made.seconds.toFixed(1)} s; ${requests} requests, ${failures.length} failed, slowest ${slowest} ms`;
}
