import { z } from "zod";
import { type ApiAccess, atPace, paceInput, readAll, send } from "../support/api-request";

/** What the writer is told on standard input. */
export const writerInput = paceInput.extend({
  /** Where it writes. */
  namespace: z.string(),
  /** What the names of its objects begin with, which no other writer's do. */
  prefix: z.string(),
});

/** A write that the API acknowledged; times are in milliseconds since 1970. */
export interface Acknowledged {
  readonly name: string;
  readonly at: number;
}

/** A write of which nobody knows whether it was done; it was sent in the millisecond. */
export interface FailedWrite {
  readonly name: string;
  readonly at: number;
  readonly reason: string;
}

/** What the writer noted, printed as one JSON line when it is asked to end; times are in milliseconds since 1970. */
export interface WriterReport {
  readonly began: number;
  readonly ended: number;
  /** The ledger: each of these must be there from now on. */
  readonly acknowledged: readonly Acknowledged[];
  readonly failures: readonly FailedWrite[];
}

/** Writes ConfigMaps at a steady pace, each by a new connection. Runs inside the cluster's network namespace. */
async function main(): Promise<void> {
  const { perSecond, namespace, prefix, ...access } = writerInput.parse(JSON.parse(await readAll()));
  const acknowledged: Acknowledged[] = [];
  const failures: FailedWrite[] = [];
  const began = Date.now();
  let number = 0;
  await atPace(perSecond, async () => {
    number += 1;
    const name = `${prefix}-${number}`;
    const at = Date.now();
    const reason = await write(access, { namespace, name }).then(() => undefined, String);
    if (reason === undefined) acknowledged.push({ name, at: Date.now() });
    else failures.push({ name, at, reason });
  });
  const report: WriterReport = { began, ended: Date.now(), acknowledged, failures };
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

async function write(
  access: ApiAccess,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): Promise<void> {
  const body = { apiVersion: "v1", kind: "ConfigMap", metadata: { name }, data: { name } };
  const { status, text } = await send(access, { path: `/api/v1/namespaces/${namespace}/configmaps`, body });
  if (status !== 201) throw new Error(`status ${status} ${text}`);
}

if (require.main === module) void main();
