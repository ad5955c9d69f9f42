import { adminCredentials } from "../e2e/support/availability";
import { kubeconfigOf, type TestStack } from "../e2e/support/stack";
import { externalPlanOf } from "../support/plan";
import { openLedger } from "./ledger";
import type { HaSubject } from "./look";

/** The configuration of the clusters of this suite. */
export const haConfig = { topology: "external-etcd", controlPlanes: 3, workers: 2 } as const;

/** The plan of such a cluster, but for what is named after its stack. */
export const haPlan = externalPlanOf({ controlPlanes: 3, workers: 2 });

/** A cluster that is up, with a place where the writer may write. */
export async function haSubject(stack: TestStack): Promise<HaSubject> {
  const [kubeconfig, credentials] = [await kubeconfigOf(stack), await adminCredentials(stack)];
  const subject = { stack, plan: haPlan, credentials, kubeconfig };
  await openLedger(subject);
  return subject;
}
