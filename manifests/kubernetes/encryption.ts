import type { Bundle } from "../../pki/bundle";
import { yamlText } from "../yaml";

/**
 * How API servers keep Secrets in etcd: encrypted, so that neither a member's disk nor a backup shows them
 * (EncryptionConfiguration, apiserver.config.k8s.io/v1). No Secret was ever written in clear, so nothing that is in clear
 * is read either. The key's name stands before each Secret that it encrypts; another key needs another name. Secret.
 */
export function secretsEncryption({ encryptionKey }: Bundle): string {
  return yamlText({
    apiVersion: "apiserver.config.k8s.io/v1",
    kind: "EncryptionConfiguration",
    resources: [
      {
        resources: ["secrets"],
        providers: [{ secretbox: { keys: [{ name: "key-1", secret: encryptionKey }] } }],
      },
    ],
  });
}
