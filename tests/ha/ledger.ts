import { apiUrl } from "../../topology/endpoints";
import { beside, type Running } from "../e2e/support/availability";
import { type HaSubject, kubectlInside } from "./look";
import { pace } from "./times";
import type { WriterReport } from "./writer";

/** Where the writer writes. */
export const ledgerNamespace = "ledger";

/** Makes the place where the writer writes; once, and never removed. */
export async function openLedger(subject: HaSubject): Promise<void> {
  await kubectlWell(subject, "create", "namespace", ledgerNamespace);
}

/** Starts the writer; no two of one cluster may have the same prefix. */
export function startWriter(
  { stack, plan, credentials }: HaSubject,
  prefix: string,
): Promise<Running<WriterReport>> {
  const access = { ...credentials, url: apiUrl(plan), perSecond: pace.writes };
  return beside(stack, "tests/ha/writer.ts", { ...access, namespace: ledgerNamespace, prefix });
}

/** The acknowledged writes that are not there. */
export async function lostWrites(
  subject: HaSubject,
  acknowledged: WriterReport["acknowledged"],
): Promise<readonly string[]> {
  const list = await kubectlWell(
    subject,
    "get",
    "configmaps",
    "--namespace",
    ledgerNamespace,
    "--output=name",
  );
  return missing(
    acknowledged.map(({ name }) => name),
    list.split("\n").map((line) => line.replace("configmap/", "")),
  );
}

/** Those of some names that are not among others. */
export function missing(names: readonly string[], others: readonly string[]): readonly string[] {
  const present = new Set(others);
  return names.filter((name) => !present.has(name));
}

async function kubectlWell(subject: HaSubject, ...parts: readonly string[]): Promise<string> {
  const { exitCode, output, errors } = await kubectlInside(subject, ...parts);
  if (exitCode !== 0) throw new Error(`kubectl ${parts.join(" ")} failed: ${errors}`);
  return output;
}
