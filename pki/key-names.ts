import type { Machine } from "../topology/plan";

/** The name under which the key that signs and verifies service account tokens is kept; OpenShift's verifies alone. */
export const serviceAccountKey = "service-account";

/** The name under which the key that signs OpenShift's bound service account tokens is kept. */
export const boundServiceAccountKey = "bound-service-account";

/** The name under which the key that encrypts Secrets in etcd is kept. */
export const encryptionKey = "secrets-encryption";

/** The name under which is kept what the password of OpenShift's first administrator is made of. */
export const kubeadminKey = "kubeadmin";

/** The names of keys that are random bytes and no key pairs. */
export const randomKeys: readonly string[] = [encryptionKey, kubeadminKey];

/** The name under which the key of an authority of any table is kept: `authority/etcd`. */
export function authorityKey(authority: string): string {
  return `authority/${authority}`;
}

/** The name under which the key of a leaf of any table is kept: `master-0/apiserver`, or `admin` for an operator's. */
export function leafKey(leaf: string, holder: Machine | undefined): string {
  return holder === undefined ? leaf : `${holder.name}/${leaf}`;
}
