import type { Authority, Credential, TokenKeyPair } from "./bundle";
import type { CaBundleName } from "./ca-bundles";
import type { OpenshiftLeafName } from "./certificates/openshift";
import type { OpenshiftAuthorityName } from "./certificates/openshift-authorities";

export type { Authority, CaBundleName, OpenshiftAuthorityName, OpenshiftLeafName, TokenKeyPair };

/** All keys and certificates of an OpenShift cluster. Secret as a whole. */
export interface OpenshiftBundle {
  readonly authorities: Readonly<Record<OpenshiftAuthorityName, Authority>>;
  /** Those of the bootstrap machine and of the operators: no other machine is given one by hand. */
  readonly leaves: Readonly<Record<OpenshiftLeafName, Credential>>;
  /** Verifies tokens of old; the bound one signs. */
  readonly serviceAccount: TokenKeyPair;
  readonly boundServiceAccount: TokenKeyPair;
}
