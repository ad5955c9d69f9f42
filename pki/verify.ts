import { createPrivateKey } from "node:crypto";
import type { ClusterPlan } from "../topology/plan";
import type { Bundle, Credential } from "./bundle";
import { authorityNames } from "./certificates/kubernetes";
import { type CertificateFacts, inspect } from "./inspect";
import { authorityKey } from "./keys";
import { type PlannedLeaf, plannedLeaves } from "./leaves";
import { extendedKeyUsages, purposes } from "./purposes";
import type { Subject } from "./spec";

/** A leaf beside everything that it is compared with. */
interface LeafCase {
  readonly leaf: PlannedLeaf;
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
  const ofAuthorities = authorityNames.flatMap((name) => {
    const authority = inspect(bundle.authorities[name].certificatePem);
    const sound = authority.x509.ca && isSignedBy(authority, authority) && isValidAt(authority, now);
    return sound ? [] : [`${authorityKey(name)}: not true that it is a valid self-signed authority`];
  });
  return [...ofAuthorities, ...plannedLeaves(plan).flatMap((leaf) => faultsOf(leaf, bundle, now))];
}

function faultsOf(leaf: PlannedLeaf, bundle: Bundle, now: Date): readonly string[] {
  const credential = bundle.leaves[leaf.name];
  if (credential === undefined) return [`${leaf.name}: not true that it is in the bundle`];
  const certificate = inspect(credential.certificatePem);
  const authority = inspect(bundle.authorities[leaf.authority].certificatePem);
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

function usagesOf(leaf: PlannedLeaf): readonly string[] {
  const names = Object.keys(purposes[leaf.purpose].extendedKeyUsage) as (keyof typeof extendedKeyUsages)[];
  return names.map((name) => extendedKeyUsages[name]);
}

function textOf({ organization, commonName }: Subject): string {
  return organization === undefined ? `CN=${commonName}` : `O=${organization}, CN=${commonName}`;
}

function sameNames(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name) => others.includes(name));
}
