import { apiUrl } from "../../topology/endpoints";
import { probe } from "../e2e/support/availability";
import type { ProberReport } from "../support/prober";
import { lostWrites, startWriter } from "./ledger";
import type { HaSubject } from "./look";
import { whileRunning } from "./while-running";
import type { WriterReport } from "./writer";

/** What something gave that was done while the prober asked and the writer wrote, and what those noted. */
export interface UnderLoad<Value> {
  readonly value: Value;
  readonly reads: ProberReport;
  readonly writes: WriterReport;
  /** The names of acknowledged writes that were not there when it was over. */
  readonly lost: readonly string[];
}

/** Does something to a cluster under the eyes of the prober and of the writer, whose objects are named with the prefix. */
export async function underLoad<Value>(
  subject: HaSubject,
  prefix: string,
  act: () => Promise<Value>,
): Promise<UnderLoad<Value>> {
  const prober = await probe(subject.stack, apiUrl(subject.plan), subject.credentials);
  const { report: reads, value: written } = await whileRunning(prober, async () =>
    whileRunning(await startWriter(subject, prefix), act),
  );
  const { report: writes, value } = written;
  return { value, reads, writes, lost: await lostWrites(subject, writes.acknowledged) };
}
