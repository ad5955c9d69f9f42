import type { OpenshiftBundle } from "../../../pki/openshift-bundle";
import { signerAnnotations } from "../../../pki/signer-annotations";
import { nodeBootstrapper } from "../../../topology/openshift/node-bootstrapper";
import type { ClusterObject } from "../../kubernetes/objects/object";
import { type ConfigMap, configMap } from "./config-map";
import { bundleKey, namespaces, owningComponent } from "./names";
import type { NamespacedMetadata } from "./scope";
import { type Secret, tlsSecret } from "./secret";

/** A service account. */
export type ServiceAccount = Extract<ClusterObject, { readonly kind: "ServiceAccount" }>;

const namespace = namespaces.machineConfig;

/**
 * What the machine config servers of the control planes serve with, and whose token they hand to machines that boot.
 * Without it no machine can come after the bootstrap is gone (facts: openshift-hard-way.md, 4.3, and 12.2, blocker 15).
 */
export function machineConfigServer({
  authorities,
  leaves,
}: OpenshiftBundle): readonly (Secret | ConfigMap | ServiceAccount)[] {
  const authority = authorities["root-ca"];
  const server = leaves["machine-config-server"];
  return [
    tlsSecret(owned("machine-config-server-tls", server.certificatePem), server),
    tlsSecret(owned("machine-config-server-ca", authority.certificatePem), authority),
    configMap(
      {
        namespace,
        name: "machine-config-server-ca",
        annotations: { [owningComponent]: "Machine Config Operator" },
        labels: { "auth.openshift.io/managed-certificate-type": "ca-bundle" },
      },
      { [bundleKey]: authority.certificatePem },
    ),
    { apiVersion: "v1", kind: "ServiceAccount", metadata: { namespace, name: nodeBootstrapper.name } },
    {
      apiVersion: "v1",
      kind: "Secret",
      metadata: {
        namespace,
        name: `${nodeBootstrapper.name}-token`,
        annotations: { "kubernetes.io/service-account.name": nodeBootstrapper.name },
      },
      type: "kubernetes.io/service-account-token",
    },
  ];
}

function owned(name: string, certificatePem: string): NamespacedMetadata {
  const annotations = { ...signerAnnotations(certificatePem), [owningComponent]: "Machine Config Operator" };
  return { namespace, name, annotations };
}
