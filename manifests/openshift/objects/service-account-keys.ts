import type { OpenshiftBundle } from "../../../pki/openshift-bundle";
import { type ConfigMap, configMap } from "./config-map";
import { namespaces } from "./names";
import { type Secret, secret } from "./secret";

/**
 * The keys of service accounts' tokens, from where the operators take them. Without them the control planes would refuse
 * every token of the bootstrap, and the bootstrap theirs (facts: openshift-hard-way.md, 1.4, and 12.2, blocker 10).
 */
export function serviceAccountKeys({
  serviceAccount,
  boundServiceAccount,
}: OpenshiftBundle): readonly (Secret | ConfigMap)[] {
  return [
    secret(
      { namespace: namespaces.apiServerOperator, name: "next-bound-service-account-signing-key" },
      {
        "service-account.key": boundServiceAccount.privateKeyPem,
        "service-account.pub": boundServiceAccount.publicKeyPem,
      },
    ),
    secret(
      { namespace: namespaces.config, name: "initial-service-account-private-key" },
      { "service-account.key": serviceAccount.privateKeyPem },
    ),
    configMap(
      { namespace: namespaces.managedConfig, name: "sa-token-signing-certs" },
      { "service-account-001.pub": serviceAccount.publicKeyPem },
    ),
  ];
}
