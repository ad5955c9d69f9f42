import { adminCredentials } from "./availability";
import type { HaSubject } from "../../ha/look";
import { kubeconfigOf, type TestStack } from "./stack";
import { holdersAmong } from "../../ha/holder";
import { openLedger } from "../../ha/ledger";
import { anyPlanOf } from "../../support/plan";
import type { Machine } from "../../../topology/plan";

/** The configuration of such a cluster with so many control planes. */
export function configOf(controlPlanes: number) {
  return { topology: "sno-plus", controlPlanes, workers: 0 } as const;
}

/** A cluster that is up, with a place where the writer may write. */
export async function snoSubject(stack: TestStack): Promise<HaSubject> {
  const [kubeconfig, credentials] = [await kubeconfigOf(stack), await adminCredentials(stack)];
  const subject = { stack, plan: anyPlanOf(configOf(3)), credentials, kubeconfig };
  await openLedger(subject);
  return subject;
}

/** The control plane that has the API's address. */
export async function addressHolder(
  subject: HaSubject,
  running: readonly Machine[] = subject.plan.controlPlanes,
): Promise<string> {
  const holders = await holdersAmong(subject, running);
  return holders.map(({ name }) => name).join(" and ");
}
