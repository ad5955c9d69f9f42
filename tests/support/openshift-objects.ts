import { openshiftObjects } from "../../manifests/openshift/cluster-objects";
import type { OpenshiftKind, OpenshiftObject } from "../../manifests/openshift/objects/object";
import type { OwnerSecrets } from "../../manifests/openshift/objects/owner";
import type { Secret } from "../../manifests/openshift/objects/secret";
import type { OpenshiftBundle } from "../../pki/openshift-bundle";
import type { OpenshiftClusterPlan } from "../../topology/openshift/plan";
import { openshiftTestBundle } from "./openshift-keys";
import { openshiftPlanOf } from "./openshift-plan";

/** What a cluster's owner might bring; nobody's credentials. */
export const testOwnerSecrets: OwnerSecrets = {
  pullSecret: '{"auths":{"registry.example.com":{"auth":"bm9ib2R5OmtleQ=="}}}',
  kubeadminHash: `$2b$10$${"k".repeat(53)}`,
};

/** The objects of a plan. */
export function testObjects(
  plan: OpenshiftClusterPlan = openshiftPlanOf(),
  bundle: OpenshiftBundle = openshiftTestBundle(plan),
): readonly OpenshiftObject[] {
  return openshiftObjects(plan, bundle, testOwnerSecrets);
}

/** All objects of a kind. */
export function objectsOf<K extends OpenshiftKind>(
  objects: readonly OpenshiftObject[],
  kind: K,
): readonly Extract<OpenshiftObject, { readonly kind: K }>[] {
  return objects.filter(
    (object): object is Extract<OpenshiftObject, { readonly kind: K }> => object.kind === kind,
  );
}

/** The one object of a kind that is called so, of whatever namespace; throws where there is none, or several. */
export function objectNamed<K extends OpenshiftKind>(
  objects: readonly OpenshiftObject[],
  kind: K,
  name: string,
): Extract<OpenshiftObject, { readonly kind: K }> {
  const [found, ...more] = objectsOf(objects, kind).filter(({ metadata }) => metadata.name === name);
  if (found === undefined || more.length > 0)
    throw new Error(`${more.length} more or none of ${kind} ${name}`);
  return found;
}

/** The namespace of an object, or the empty text for one of the whole cluster. */
export function namespaceOf({ metadata }: OpenshiftObject): string {
  return "namespace" in metadata ? (metadata.namespace ?? "") : "";
}

/** What a Secret holds, in clear. */
export function clear({ data = {} }: Secret): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, Buffer.from(value, "base64").toString("utf8")]),
  );
}
