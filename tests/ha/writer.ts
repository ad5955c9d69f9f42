import { z } from "zod";
import { type ApiAccess, atPace, paceInput, readAll, send } from "../support/api-request";
import { startNotes } from "./notes";

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
  /** How long it took to fail, in milliseconds. */
  readonly took: number;
  readonly reason: string;
}

/** What the writer noted, printed as one JSON line when it is asked to end; times are in milliseconds since 1970. */
export interface WriterReport {
  readonly began: number;
  /** When the last write was sent. What was under way then may have been answered later. */
  readonly ended: number;
  /** The ledger: each of these must be there from now on. */
  readonly acknowledged: readonly Acknowledged[];
  readonly failures: readonly FailedWrite[];
}

/**
 * A write that is not acknowledged in this time has failed, in milliseconds. An etcd that has lost its leader lets a
 * write wait for 7 s (5 s and two elections) before it refuses it: less would show the writer's patience, not etcd's.
 */
const patience = 8_000;

/** Writes ConfigMaps at a steady pace, each by a new connection. Runs inside the cluster's network namespace. */
async function main(): Promise<void> {
  const { perSecond, namespace, prefix, ...access } = writerInput.parse(JSON.parse(await readAll()));
  const { writeNext, report } = startNotes(prefix, (name) => write(access, { namespace, name }));
  await atPace(perSecond, writeNext);
  process.stdout.write(`${JSON.stringify(report())}\n`);
}

async function write(
  access: ApiAccess,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): Promise<void> {
  const body = { apiVersion: "v1", kind: "ConfigMap", metadata: { name }, data: { name } };
  const path = `/api/v1/namespaces/${namespace}/configmaps`;
  const { status, text } = await send(access, { path, body }, patience);
  if (status !== 201) throw new Error(`status ${status} ${text}`);
}

if (require.main === module) void main();
