import { createPrivateKey } from "node:crypto";
import type { ClusterPlan } from "../topology/plan";
import type { Authority, Bundle, Credential } from "./bundle";
import { type CertificateFacts, inspect } from "./inspect";
import { authorityKey } from "./key-names";
import { type PlannedLeaf, plannedLeaves } from "./leaves";
import { extendedKeyUsages, purposes } from "./purposes";
import { organizationsOf, type Subject } from "./spec";

/** A leaf beside everything that it is compared with. */
interface LeafCase {
  readonly leaf: PlannedLeaf<string>;
  readonly credential: Credential;
  readonly certificate: CertificateFacts;
  readonly authority: CertificateFacts;
  readonly now: Date;
}

/** What must be true of every leaf, as the end of a sentence that starts with its name. */
const leafRules: readonly { readonly sentence: string; readonly holds: (given: LeafCase) => boolean }[] = [
  {
    sentence: "is signed by its authority",
    holds: ({ certificate, authority }) => isSignedBy(certificate, authority),
  },
  {
    sentence: "belongs to its key",
    holds: ({ certificate, credential }) =>
      certificate.x509.checkPrivateKey(createPrivateKey(credential.keyPem)),
  },
  { sentence: "is no authority", holds: ({ certificate }) => !certificate.x509.ca },
  {
    sentence: "has the usages of its purpose and no other",
    holds: ({ certificate, leaf }) => sameNames(certificate.extendedKeyUsages, usagesOf(leaf)),
  },
  {
    sentence: "names the subject of the plan",
    holds: ({ certificate, leaf }) => certificate.subject === textOf(leaf.subject),
  },
  {
    sentence: "covers the names and addresses of the plan and no other",
    holds: ({ certificate: { sans }, leaf }) =>
      sameNames(sans.dns, leaf.sans.dns) && sameNames(sans.ip, leaf.sans.ip),
  },
  { sentence: "is valid now", holds: ({ certificate, now }) => isValidAt(certificate, now) },
  {
    sentence: "ends no later than its authority",
    holds: ({ certificate, authority }) => certificate.period.notAfter <= authority.period.notAfter,
  },
];

/**
 * Verifies a bundle against the plan it was issued for, from the certificates' own bytes. Returns what is wrong, one
 * sentence each (`master-0/apiserver: not true that it is valid now`); an empty list means that all is as planned.
 */
export function verify(plan: ClusterPlan, bundle: Bundle, now: Date): readonly string[] {
  return faultsIn(plannedLeaves(plan), bundle, now);
}

/** Certificates of any table: the authorities by their names, the leaves by the names of their keys. */
interface Certificates<A extends string> {
  readonly authorities: Readonly<Record<A, Authority>>;
  readonly leaves: Readonly<Record<string, Credential>>;
}

/** The same of any table, of which these are the leaves. */
export function faultsIn<A extends string>(
  planned: readonly PlannedLeaf<A>[],
  certificates: Certificates<A>,
  now: Date,
): readonly string[] {
  const ofAuthorities = Object.entries<Authority>(certificates.authorities).flatMap(
    ([name, { certificatePem }]) => {
      const authority = inspect(certificatePem);
      const sound = authority.x509.ca && isSignedBy(authority, authority) && isValidAt(authority, now);
      return sound ? [] : [`${authorityKey(name)}: not true that it is a valid self-signed authority`];
    },
  );
  return [...ofAuthorities, ...planned.flatMap((leaf) => faultsOf(leaf, certificates, now))];
}

function faultsOf<A extends string>(
  leaf: PlannedLeaf<A>,
  { authorities, leaves }: Certificates<A>,
  now: Date,
): readonly string[] {
  const credential = leaves[leaf.name];
  if (credential === undefined) return [`${leaf.name}: not true that it is in the bundle`];
  const certificate = inspect(credential.certificatePem);
  const authority = inspect(authorities[leaf.authority].certificatePem);
  return leafRules
    .filter(({ holds }) => !holds({ leaf, credential, certificate, authority, now }))
    .map(({ sentence }) => `${leaf.name}: not true that it ${sentence}`);
}

function isSignedBy({ x509 }: CertificateFacts, authority: CertificateFacts): boolean {
  return x509.checkIssued(authority.x509) && x509.verify(authority.x509.publicKey);
}

function isValidAt({ period }: CertificateFacts, now: Date): boolean {
  return period.notBefore <= now && now < period.notAfter;
}

function usagesOf(leaf: PlannedLeaf<string>): readonly string[] {
  const names = Object.keys(purposes[leaf.purpose].extendedKeyUsage) as (keyof typeof extendedKeyUsages)[];
  return names.map((name) => extendedKeyUsages[name]);
}

function textOf(subject: Subject): string {
  const { organizationalUnit, commonName } = subject;
  return [
    ...organizationsOf(subject).map((name) => `O=${name}`),
    ...(organizationalUnit === undefined ? [] : [`OU=${organizationalUnit}`]),
    `CN=${commonName}`,
  ].join(", ");
}

function sameNames(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name) => others.includes(name));
}
