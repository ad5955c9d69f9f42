import { caBundle } from "../../../pki/ca-bundles";
import type { Authority, OpenshiftBundle } from "../../../pki/openshift-bundle";
import { signerAnnotations } from "../../../pki/signer-annotations";
import { etcdEndpoints } from "../../../topology/openshift/etcd-bootstrap";
import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import type { ClusterObject } from "../../kubernetes/objects/object";
import { bundleMap, type ConfigMap, configMap } from "./config-map";
import { namespaces, owningComponent } from "./names";
import type { NamespacedMetadata } from "./scope";
import { type Secret, secret, tlsSecret } from "./secret";

/** A Service. */
export type Service = Extract<ClusterObject, { readonly kind: "Service" }>;

const namespace = namespaces.etcd;
const signers = ["etcd-signer", "etcd-metric-signer"] as const;
const clients = ["etcd-client", "etcd-metric-client"] as const;
const memberLeaves = ["etcd-peer", "etcd-serving", "etcd-serving-metrics"] as const;

/**
 * What etcd's operator starts from: it adds members to the bootstrap's only with a client that this one accepts, and
 * issues their certificates from the same signers (facts: openshift-hard-way.md, 1.3, and 12.2, blocker 3).
 */
export function etcdObjects(
  plan: OpenshiftClusterPlan,
  bundle: OpenshiftBundle,
): readonly (Secret | ConfigMap | Service)[] {
  const member = plan.bootstrap.name;
  const tls = (name: string, pair: Authority): Secret =>
    tlsSecret(owned(name, { ...signerAnnotations(pair.certificatePem) }), pair);
  return [
    ...signers.map((name) => tls(name, bundle.authorities[name])),
    ...memberLeaves.map((leaf) => tls(`${leaf}-${member}`, bundle.leaves[leaf])),
    ...clients.map((leaf) => tls(leaf, bundle.leaves[leaf])),
    secret(owned("etcd-all-certs"), allCertificates(member, bundle)),
    bundleMap(owned("etcd-ca-bundle"), caBundle(bundle, "etcd-ca-bundle")),
    bundleMap(owned("etcd-metrics-ca-bundle"), caBundle(bundle, "etcd-metrics-ca-bundle")),
    configMap(owned("etcd-all-bundles"), {
      "server-ca-bundle.crt": caBundle(bundle, "etcd-ca-bundle"),
      "metrics-ca-bundle.crt": caBundle(bundle, "etcd-metrics-ca-bundle"),
    }),
    endpoints(plan),
    service,
  ];
}

function owned(name: string, annotations: Readonly<Record<string, string>> = {}): NamespacedMetadata {
  return { namespace, name, annotations: { ...annotations, [owningComponent]: "etcd" } };
}

/** The pairs of every member in one Secret, under the names of the files that the static pod finds them as. */
function allCertificates(member: string, { leaves }: OpenshiftBundle): Readonly<Record<string, string>> {
  return Object.fromEntries(
    memberLeaves.flatMap((leaf) => [
      [`${leaf}-${member}.crt`, leaves[leaf].certificatePem],
      [`${leaf}-${member}.key`, leaves[leaf].keyPem],
    ]),
  );
}

/**
 * Where etcd is. The operator overwrites the data with the members of the control planes, so the bootstrap's stands in an
 * annotation, which it keeps until that member is gone (facts: openshift-hard-way.md, 4.2, defect 6). In place the member
 * is that of a control plane and stays, so it stands in the data as the operator would write it (10.4).
 */
function endpoints({ bootstrap, openshift }: OpenshiftClusterPlan): ConfigMap {
  const { annotation, ...own } = etcdEndpoints;
  if (openshift.inPlace !== undefined) {
    const key = Buffer.from(bootstrap.address).toString("base64").replace(/=+$/, "");
    return configMap(own, { [key]: bootstrap.address });
  }
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { ...own, annotations: { [annotation]: bootstrap.address } },
  };
}

/** Gives the members the name that is in their certificates, and monitoring their port of metrics. */
const service: Service = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { namespace, name: "etcd", labels: { "k8s-app": "etcd" } },
  spec: {
    selector: { "k8s-app": "etcd" },
    ports: [
      { name: "etcd", port: 2379, protocol: "TCP" },
      { name: "etcd-metrics", port: 9979, protocol: "TCP" },
    ],
  },
};
