import type { OpenshiftBundle } from "../../../pki/openshift-bundle";
import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { type ConfigMap, configMap } from "./config-map";
import { namespaces } from "./names";
import { type Secret, secret } from "./secret";

/** What the cluster's owner brings. Secret as a whole. */
export interface OwnerSecrets {
  /** The registries' credentials, as JSON. OKD's registries need none, and the object is there all the same. */
  readonly pullSecret: string;
  /** The bcrypt hash of the first administrator's password. */
  readonly kubeadminHash: string;
}

/** The credentials of registries, from where every machine and every operator takes them. */
export function pullSecret({ pullSecret: json }: OwnerSecrets): Secret {
  return secret(
    { namespace: namespaces.config, name: "pull-secret" },
    { ".dockerconfigjson": json },
    "kubernetes.io/dockerconfigjson",
  );
}

/**
 * The first administrator. The login server accepts it only if it was made within an hour of the namespace kube-system,
 * and reads the hash, not the password (facts: openshift-hard-way.md, 4.2, defect 7).
 */
export function kubeadmin({ kubeadminHash }: OwnerSecrets): Secret {
  return secret({ namespace: namespaces.system, name: "kubeadmin" }, { kubeadmin: kubeadminHash });
}

/** The authority that machines trust for their configuration. */
export function rootCa({ authorities }: OpenshiftBundle): ConfigMap {
  return configMap(
    { namespace: namespaces.system, name: "root-ca" },
    { "ca.crt": authorities["root-ca"].certificatePem },
  );
}

/** The configuration of a cloud, of which there is none; operators want to read it all the same. */
export const cloudConfig: Secret = secret(
  { namespace: namespaces.system, name: "kube-cloud-cfg" },
  { config: "" },
);

/** Who made the cluster, which telemetry and must-gather ask. */
export function installInfo({ openshift }: OpenshiftClusterPlan): readonly ConfigMap[] {
  const data = { invoker: "hardway", version: openshift.release.version };
  return ["openshift-install", "openshift-install-manifests"].map((name) =>
    configMap({ namespace: namespaces.config, name }, data),
  );
}

/** OKD has no subscription, and the Insights operator would ask for its content in vain (facts: 11.1). */
export function support({ distribution }: OpenshiftClusterPlan): readonly Secret[] {
  if (distribution !== "okd") return [];
  return [secret({ namespace: namespaces.config, name: "support" }, { scaPullDisabled: "true" })];
}
