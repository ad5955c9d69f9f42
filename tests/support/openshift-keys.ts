import type { OpenshiftBundle } from "../../pki/openshift-bundle";
import type { Keys } from "../../pki/issue";
import { authorityKey } from "../../pki/key-names";
import { issueOpenshift, openshiftAuthorityNames, openshiftKeys } from "../../pki/openshift";
import type { OpenshiftClusterPlan } from "../../topology/openshift/plan";
import { newKey, testKey, testKeysNamed, testTime } from "./keys";

/** The same key under every name that the plan needs. */
export function openshiftTestKeys(plan: OpenshiftClusterPlan): Keys {
  return testKeysNamed(openshiftKeys(plan));
}

/** A key of its own for each signer and each pair for tokens, and one more for all leaves; all made at a time. */
export function separateOpenshiftTestKeys(plan: OpenshiftClusterPlan, createdAt = testTime): Keys {
  const own = [...openshiftAuthorityNames.map(authorityKey), "service-account", "bound-service-account"];
  const shared = testKeysNamed(openshiftKeys(plan), { ...testKey(), createdAt: createdAt.toISOString() });
  return { ...shared, ...Object.fromEntries(own.map((name) => [name, newKey(createdAt)])) };
}

/** All certificates of the plan, made with the one test key. */
export function openshiftTestBundle(plan: OpenshiftClusterPlan, now = testTime): OpenshiftBundle {
  return issueOpenshift(plan, openshiftTestKeys(plan), now);
}
