import type { OpenshiftBundle } from "../../pki/openshift-bundle";
import type { OpenshiftClusterPlan } from "../../topology/openshift/plan";
import { type NodeFile, publicFile, rootFile } from "../file";
import { yamlText } from "../yaml";
import { clusterConfig } from "./objects/cluster-config";
import { clusterVersion } from "./objects/cluster-version";
import { dns } from "./objects/dns";
import { etcdObjects } from "./objects/etcd";
import { infrastructure } from "./objects/infrastructure";
import { ingress } from "./objects/ingress";
import { machineConfigServer } from "./objects/machine-config-server";
import { mirrors } from "./objects/mirrors";
import { namespaceObjects } from "./objects/namespaces";
import { network } from "./objects/network";
import { type OpenshiftKind, type OpenshiftObject, places } from "./objects/object";
import {
  cloudConfig,
  installInfo,
  kubeadmin,
  type OwnerSecrets,
  pullSecret,
  rootCa,
  support,
} from "./objects/owner";
import { proxy } from "./objects/proxy";
import { clusterRoleBindings, clusterRoles } from "./objects/rbac";
import { securityContextConstraints } from "./objects/scc";
import { scheduler } from "./objects/scheduler";
import { serviceAccountKeys } from "./objects/service-account-keys";
import { signerSecrets, trustedBundles } from "./objects/signers";
import { trustBundle } from "./objects/trust-bundle";

/** Where the bootstrap machine has the objects that it makes in the cluster. */
export const manifestsFolder = "/opt/openshift/manifests";

/**
 * Every object that the bootstrap machine makes in the cluster, but for those that the release itself brings: CRDs, the
 * FeatureGate, and what MCO renders (facts: openshift-hard-way.md, 4.3). The result holds keys.
 */
export function openshiftObjects(
  plan: OpenshiftClusterPlan,
  bundle: OpenshiftBundle,
  secrets: OwnerSecrets,
): readonly OpenshiftObject[] {
  const seeded: readonly OpenshiftObject[] = [
    ...namespaceObjects,
    ...configuration(plan),
    ...securityContextConstraints,
    ...clusterRoles,
    ...clusterRoleBindings,
    ...signerSecrets(bundle),
    ...trustedBundles(bundle),
    ...serviceAccountKeys(bundle),
    ...etcdObjects(plan, bundle),
    ...machineConfigServer(bundle),
    rootCa(bundle),
    pullSecret(secrets),
    kubeadmin(secrets),
    clusterConfig(plan),
    cloudConfig,
    ...installInfo(plan),
    ...support(plan),
    ...trustBundle(plan),
  ];
  return [...seeded, clusterVersion(plan, seeded)];
}

/** The objects by which the cluster's operators know what kind of cluster they are in. */
function configuration(plan: OpenshiftClusterPlan): readonly OpenshiftObject[] {
  return [
    infrastructure(plan),
    network(plan),
    dns(plan),
    ingress(plan),
    proxy(plan),
    scheduler(plan),
    ...mirrors(plan),
  ];
}

/** The same as files of the bootstrap machine, one object each. */
export function objectFiles(
  plan: OpenshiftClusterPlan,
  bundle: OpenshiftBundle,
  secrets: OwnerSecrets,
): readonly NodeFile[] {
  return openshiftObjects(plan, bundle, secrets).map(objectFile);
}

/** What is in such an object is not for every user of the machine; the way out through a proxy is not either. */
const secretKinds: readonly OpenshiftKind[] = ["Secret", "Proxy"];

/** An object as a file of the bootstrap machine. */
export function objectFile(object: OpenshiftObject): NodeFile {
  const file = secretKinds.includes(object.kind) ? rootFile : publicFile;
  return file(objectPath(object), yamlText(object));
}

/**
 * The file of an object, for example …/11-infrastructure-cluster.status.yaml. Its ending says that it has a status, which
 * a server takes only through the subresource (facts: openshift-hard-way.md, 4.2, defect 2).
 */
export function objectPath(object: OpenshiftObject): string {
  const { kind, metadata } = object;
  const namespace = "namespace" in metadata ? [metadata.namespace] : [];
  const words = [places[kind], kind.toLowerCase(), ...namespace, metadata.name];
  const ending = "status" in object ? "status.yaml" : "yaml";
  return `${manifestsFolder}/${words.join("-").replaceAll(":", "-")}.${ending}`;
}
