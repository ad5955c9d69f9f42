import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { OperatorUser } from "../manifests/kubeconfig";
import type { MicroshiftObject } from "../manifests/microshift/objects/object";
import type { Foundation } from "./foundation";

/** Which cluster objects are made in, and as whom. */
export interface ConnectionArgs {
  /** Of whoever the objects are made as. Secret. */
  readonly kubeconfig: pulumi.Input<string>;
  /** By this a cluster stays the same one, however its kubeconfig changes. */
  readonly clusterName: string;
}

/**
 * A connection to the API as whoever the kubeconfig is of. An interrupted run, or somebody else, may have made an object
 * that the state does not know, so making one applies it to what is there.
 */
export function connectionBy(
  name: string,
  { kubeconfig, clusterName }: ConnectionArgs,
  options: pulumi.CustomResourceOptions,
): kubernetes.Provider {
  return new kubernetes.Provider(
    name,
    { kubeconfig, clusterIdentifier: clusterName, enableConfigMapMutable: true, upsertExistingObjects: true },
    options,
  );
}

/** A connection to the API as one of its users, as this host reaches it. */
export function connection(
  name: string,
  user: OperatorUser,
  { plan, platform, secrets }: Foundation,
  options: pulumi.CustomResourceOptions,
): kubernetes.Provider {
  return connectionBy(
    name,
    { kubeconfig: secrets.kubeconfig(user), clusterName: plan.clusterName },
    { ...options, dependsOn: [platform.wayToApi] },
  );
}

/** The logical name of an object: its kind and its name, which the cluster lets no two objects share. */
function logicalName({ kind, metadata }: MicroshiftObject): string {
  const words = `${kind}-${metadata.name}`.replace(/([a-z])([A-Z])/g, "$1-$2");
  return words.toLowerCase().replaceAll(":", "-");
}

/** What an interrupted run applied belongs to it in parts: a change overrules other owners of the fields it changes. */
const overruling = { "pulumi.com/patchForce": "true" } as const;

/** Makes the resource of an object; `prefix` is the name of the component that it belongs to. */
export function makeObject(
  prefix: string,
  planned: MicroshiftObject,
  options: pulumi.CustomResourceOptions,
): pulumi.CustomResource {
  const name = `${prefix}-${logicalName(planned)}`;
  const { metadata } = planned;
  const object = {
    ...planned,
    metadata: { ...metadata, annotations: { ...metadata.annotations, ...overruling } },
  };
  switch (object.kind) {
    case "Namespace":
      return new kubernetes.core.v1.Namespace(name, object, options);
    case "ConfigMap":
      return new kubernetes.core.v1.ConfigMap(name, object, options);
    case "ServiceAccount":
      return new kubernetes.core.v1.ServiceAccount(name, object, options);
    case "Service":
      return new kubernetes.core.v1.Service(name, object, options);
    case "Role":
      return new kubernetes.rbac.v1.Role(name, object, options);
    case "RoleBinding":
      return new kubernetes.rbac.v1.RoleBinding(name, object, options);
    case "ClusterRole":
      return new kubernetes.rbac.v1.ClusterRole(name, object, options);
    case "ClusterRoleBinding":
      return new kubernetes.rbac.v1.ClusterRoleBinding(name, object, options);
    case "Deployment":
      return new kubernetes.apps.v1.Deployment(name, object, options);
    case "DaemonSet":
      return new kubernetes.apps.v1.DaemonSet(name, object, options);
    case "SecurityContextConstraints":
    case "Route":
      // Kinds of OpenShift's, of which Pulumi has no classes.
      return new kubernetes.apiextensions.CustomResource(name, object, options);
  }
}
