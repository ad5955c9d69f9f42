import type { OpenshiftClusterPlan } from "../topology/openshift/plan";
import { plannedAuthorities } from "./authorities";
import type { Credential, KeyMaterial } from "./bundle";
import type { OpenshiftLeafName } from "./certificates/openshift";
import type { OpenshiftAuthorityName } from "./certificates/openshift-authorities";
import { openshiftTable } from "./certificates/openshift-table";
import { authorityKey, boundServiceAccountKey, serviceAccountKey } from "./key-names";
import { finderIn, type Keys, privateKeyOf } from "./key-store";
import { leavesByName, type PlannedLeaf } from "./leaves";
import { entryOf, type LedgerEntry } from "./ledger";
import type { OpenshiftBundle } from "./openshift-bundle";
import { namesIn, recordOf } from "./record";
import { authoritiesOf, credentialFor, signerOf, tokenKeyPairOf } from "./signing";
import { periodOf } from "./validity";
import { faultsIn } from "./verify";

type PlannedOpenshiftLeaf = PlannedLeaf<OpenshiftAuthorityName>;

/** The names of OpenShift's signers, in the table's order. */
export const openshiftAuthorityNames = namesIn(openshiftTable.authorities);

/** The names of OpenShift's leaves, in the table's order. */
export const openshiftLeafNames = namesIn(openshiftTable.leaves);

/** The names of all keys of a plan, each once: the signers', those of service accounts' tokens, the leaves'. */
export function openshiftKeys(plan: OpenshiftClusterPlan): readonly string[] {
  return [
    ...openshiftAuthorityNames.map(authorityKey),
    serviceAccountKey,
    boundServiceAccountKey,
    ...Object.values<PlannedOpenshiftLeaf>(plannedOpenshiftLeaves(plan)).map(({ name }) => name),
  ];
}

/** The leaves of a plan by their names in the table, as each has one holder. */
export function plannedOpenshiftLeaves(
  plan: OpenshiftClusterPlan,
): Readonly<Record<OpenshiftLeafName, PlannedOpenshiftLeaf>> {
  const leaves = leavesByName(openshiftTable, plan);
  return recordOf(openshiftLeafNames, (name) => {
    const [leaf] = leaves[name];
    if (leaf === undefined) throw new Error(`the plan has nobody who holds the leaf ${name}`);
    return leaf;
  });
}

/**
 * Issues every certificate of the plan. Pure: the same plan and keys give the same bytes at every `now` up to the next
 * renewal; a period that is over before the bootstrap machine is made is so followed by the next one. Throws one error
 * that names every missing key.
 */
export function issueOpenshift(plan: OpenshiftClusterPlan, keys: Keys, now: Date): OpenshiftBundle {
  const find = finderIn(keys, openshiftKeys(plan));
  const keyOf = (name: string): KeyMaterial => privateKeyOf(name, find(name));
  const authorities = plannedAuthorities(openshiftTable, plan);
  const signers = recordOf(openshiftAuthorityNames, (name) =>
    signerOf(authorities[name], keyOf(authorityKey(name)), now),
  );
  const leaves = plannedOpenshiftLeaves(plan);
  return {
    authorities: authoritiesOf(signers),
    leaves: recordOf(openshiftLeafNames, (name): Credential => {
      const leaf = leaves[name];
      const signer = signers[leaf.authority];
      // Counted from the signer's making, as the installer does: a leaf of as many days ends with it and not after it.
      const period = periodOf(signer.key.createdAt, leaf.days, now);
      return credentialFor(leaf, keyOf(leaf.name), signer, () => period);
    }),
    serviceAccount: tokenKeyPairOf(serviceAccountKey, keyOf(serviceAccountKey)),
    boundServiceAccount: tokenKeyPairOf(boundServiceAccountKey, keyOf(boundServiceAccountKey)),
  };
}

/** Verifies a bundle against its plan, like `verify`: one sentence for each thing that is wrong. */
export function verifyOpenshift(
  plan: OpenshiftClusterPlan,
  bundle: OpenshiftBundle,
  now: Date,
): readonly string[] {
  const planned = plannedOpenshiftLeaves(plan);
  const leaves = openshiftLeafNames.map((name) => [planned[name].name, bundle.leaves[name]] as const);
  return faultsIn(
    Object.values<PlannedOpenshiftLeaf>(planned),
    { authorities: bundle.authorities, leaves: Object.fromEntries(leaves) },
    now,
  );
}

/**
 * What anyone may know of the certificates, signers first; it holds no key. Those of a day are not in it: operators put
 * their own in their place before anyone reads of them, and a list with them would change every day.
 */
export function openshiftLedger(plan: OpenshiftClusterPlan, bundle: OpenshiftBundle): readonly LedgerEntry[] {
  const signers = plannedAuthorities(openshiftTable, plan);
  const leaves = plannedOpenshiftLeaves(plan);
  return [
    ...openshiftAuthorityNames.map((name) => ({ ...signers[name], ...bundle.authorities[name] })),
    ...openshiftLeafNames.map((name) => ({ ...leaves[name], ...bundle.leaves[name] })),
  ]
    .filter(({ days }) => days > 1)
    .map(({ name, certificatePem }) => entryOf(name, certificatePem));
}
