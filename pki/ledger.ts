import type { Bundle } from "./bundle";
import { authorityNames } from "./certificates/kubernetes";
import { inspect } from "./inspect";
import { authorityKey } from "./key-names";
import { daysLeft } from "./validity";

/**
 * What anyone may know of a certificate; the stack's output `certificates` is a list of these. Nothing in it depends on
 * the present time, so the output changes when a certificate does and at no other time.
 */
export interface LedgerEntry {
  /** The name of its key: `authority/etcd`, `master-0/apiserver`, `admin`. */
  readonly name: string;
  readonly subject: string;
  readonly issuer: string;
  readonly dns: readonly string[];
  readonly ip: readonly string[];
  /** ISO 8601. */
  readonly notBefore: string;
  /** ISO 8601. */
  readonly notAfter: string;
  /** SHA-256 over the certificate's DER form, as hex pairs with colons. */
  readonly fingerprint: string;
}

/** All certificates of some bundles of one cluster, authorities first; it holds no key. */
export function ledger(bundles: readonly Bundle[]): readonly LedgerEntry[] {
  const [first] = bundles;
  if (first === undefined) return [];
  return [
    ...authorityNames.map((name) => entryOf(authorityKey(name), first.authorities[name].certificatePem)),
    ...bundles
      .flatMap(({ leaves }) => Object.entries(leaves))
      .map(([name, { certificatePem }]) => entryOf(name, certificatePem)),
  ];
}

/** The whole days for which the certificate of an entry is still valid at `now`; negative once it has expired. */
export function daysLeftOf(entry: LedgerEntry, now: Date): number {
  return daysLeft({ notAfter: new Date(entry.notAfter) }, now);
}

/** The entry of a certificate that is kept under a name. */
export function entryOf(name: string, certificatePem: string): LedgerEntry {
  const { x509, subject, issuer, sans, period } = inspect(certificatePem);
  return {
    name,
    subject,
    issuer,
    ...sans,
    notBefore: period.notBefore.toISOString(),
    notAfter: period.notAfter.toISOString(),
    fingerprint: x509.fingerprint256,
  };
}
