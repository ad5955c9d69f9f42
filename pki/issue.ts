import type { ClusterPlan } from "../topology/plan";
import { plannedAuthorities } from "./authorities";
import type { Bundle, Credential, KeyMaterial } from "./bundle";
import { authorityNames, kubernetesTable } from "./certificates/kubernetes";
import { finderIn, type Keys, privateKeyOf, randomBytesOf } from "./key-store";
import { authorityKey, clusterKeys, encryptionKey, requiredKeys, serviceAccountKey } from "./keys";
import { type PlannedLeaf, plannedLeaves } from "./leaves";
import { recordOf } from "./record";
import { authoritiesOf, credentialFor, signerOf, tokenKeyPairOf } from "./signing";
import { periodOf } from "./validity";

export type { Keys };

/** Issues the leaves of the plan whose keys it is given. The authorities are in every bundle. */
export type Issuing = (keys: Keys) => Bundle;

/**
 * Issues every certificate of the plan. Pure: the same plan and keys give the same bytes at every `now` up to the next
 * renewal. Throws one error that names every missing key.
 */
export function issue(plan: ClusterPlan, keys: Keys, now: Date): Bundle {
  finderIn(keys, requiredKeys(plan));
  return issuing(plan, keys, now)(keys);
}

/**
 * Signs the authorities once, and returns what issues the leaves of one holder after another (`keysOfMachine`,
 * `keysOfOperators`), so that a machine need not wait for the keys of others.
 */
export function issuing(plan: ClusterPlan, cluster: Keys, now: Date): Issuing {
  const find = finderIn(cluster, clusterKeys());
  const keyOf = (name: string): KeyMaterial => privateKeyOf(name, find(name));
  const authorities = plannedAuthorities(kubernetesTable, plan);
  const signers = recordOf(authorityNames, (name) =>
    signerOf(authorities[name], keyOf(authorityKey(name)), now),
  );
  const issueLeaf = (leaf: PlannedLeaf, material: KeyMaterial): Credential =>
    credentialFor(leaf, material, signers[leaf.authority], ({ createdAt }) =>
      periodOf(createdAt, leaf.days, now),
    );
  const shared = {
    authorities: authoritiesOf(signers),
    serviceAccount: tokenKeyPairOf(serviceAccountKey, keyOf(serviceAccountKey)),
    encryptionKey: randomBytesOf(encryptionKey, find(encryptionKey)),
  };
  const planned = plannedLeaves(plan);
  return (keys) => {
    const issued = planned.flatMap((leaf) => {
      const key = keys[leaf.name];
      return key === undefined ? [] : [[leaf.name, issueLeaf(leaf, privateKeyOf(leaf.name, key))] as const];
    });
    return { ...shared, leaves: Object.fromEntries(issued) };
  };
}
