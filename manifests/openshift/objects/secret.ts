import type { Authority } from "../../../pki/openshift-bundle";
import type { Namespaced, NamespacedMetadata } from "./scope";

/** The types of Secrets that the program makes (Kubernetes API, core/v1 SecretType). */
export type SecretType =
  "Opaque" | "kubernetes.io/tls" | "kubernetes.io/dockerconfigjson" | "kubernetes.io/service-account-token";

/** A Secret; its values are base64, as MCO's render reads the file and not what an API server makes of it. */
export interface Secret extends Namespaced<"v1", "Secret"> {
  readonly type: SecretType;
  readonly data?: Readonly<Record<string, string>>;
}

/** A Secret of the given values, which are in clear here. */
export function secret(
  metadata: NamespacedMetadata,
  values: Readonly<Record<string, string>>,
  type: SecretType = "Opaque",
): Secret {
  const data = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, Buffer.from(value, "utf8").toString("base64")]),
  );
  return { apiVersion: "v1", kind: "Secret", metadata, type, data };
}

/** A certificate with its key under the names that every program looks for. */
export function tlsSecret(metadata: NamespacedMetadata, { certificatePem, keyPem }: Authority): Secret {
  return secret(metadata, { "tls.crt": certificatePem, "tls.key": keyPem }, "kubernetes.io/tls");
}
