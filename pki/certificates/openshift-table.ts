import type { Subject } from "../spec";
import type { CertificateTable } from "../table";
import { type OpenshiftLeafName, openshiftLeaves, type OpenshiftTerms } from "./openshift";
import {
  openshiftAuthorities,
  type OpenshiftAuthorityName,
  type OpenshiftAuthoritySpec,
} from "./openshift-authorities";
import { openshiftPeriods } from "./openshift-periods";

const specs: Readonly<Record<OpenshiftAuthorityName, OpenshiftAuthoritySpec>> = openshiftAuthorities;

/** All certificates of OpenShift. Their periods are the installer's and not the plan's, as operators count on those. */
export const openshiftTable: CertificateTable<OpenshiftTerms, OpenshiftLeafName> = {
  authorities: openshiftAuthorities,
  leaves: openshiftLeaves,
  authorityPurpose: "openshiftAuthority",
  authoritySubject,
  authorityDays: (name) => openshiftPeriods[specs[name].validity].days,
  leafDays: (validity) => openshiftPeriods[validity].days,
};

function authoritySubject(name: OpenshiftAuthorityName, keyMade: Date): Subject {
  const { namespace } = specs[name];
  const unixTime = Math.floor(keyMade.getTime() / 1000);
  return {
    organizationalUnit: "openshift",
    commonName: namespace === undefined ? name : `${namespace}_${name}@${unixTime}`,
  };
}
