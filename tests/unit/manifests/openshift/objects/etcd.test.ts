import { createPrivateKey, X509Certificate } from "node:crypto";
import { etcdObjects } from "../../../../../manifests/openshift/objects/etcd";
import { issueOpenshift } from "../../../../../pki/openshift";
import { testTime } from "../../../../support/keys";
import { openshiftTestBundle, separateOpenshiftTestKeys } from "../../../../support/openshift-keys";
import { clear, namespaceOf, objectNamed, objectsOf } from "../../../../support/openshift-objects";
import { inPlacePlanOf, openshiftPlanOf } from "../../../../support/openshift-plan";

const plan = openshiftPlanOf();
const bundle = issueOpenshift(plan, separateOpenshiftTestKeys(plan), testTime);
const objects = etcdObjects(plan, bundle);
const endpoints = objectNamed(objects, "ConfigMap", "etcd-endpoints");

const certificateIn = (name: string) =>
  new X509Certificate(clear(objectNamed(objects, "Secret", name))["tls.crt"] ?? "");

describe("etcd's endpoints", () => {
  it("blocker 4, defect 6 of 4.2: name the bootstrap's member in the annotation, by its address", () => {
    expect(endpoints.metadata.annotations).toEqual({
      "alpha.installer.openshift.io/etcd-bootstrap": plan.bootstrap.address,
    });
  });

  it("blocker 4: have no data, which the operator would overwrite with members that can vote", () => {
    expect(endpoints.data).toBeUndefined();
    expect(JSON.stringify(objectsOf(objects, "ConfigMap").map(({ data }) => data))).not.toContain(
      plan.bootstrap.address,
    );
  });

  it("trap: name in place a member that stays, as the operator names one: in the data, by its address", () => {
    const inPlace = inPlacePlanOf();
    const { data, metadata } = objectNamed(
      etcdObjects(inPlace, openshiftTestBundle(inPlace)),
      "ConfigMap",
      "etcd-endpoints",
    );
    const { address } = inPlace.bootstrap;
    expect(metadata.annotations).toBeUndefined();
    expect(Object.values(data ?? {})).toEqual([address]);
    expect(Object.keys(data ?? {}).map((key) => Buffer.from(key, "base64").toString())).toEqual([address]);
    expect(Object.keys(data ?? {})).toEqual([expect.stringMatching(/^[A-Za-z0-9]+$/)]);
  });
});

describe("etcd's certificates in the cluster", () => {
  it.each([
    ["etcd-peer-bootstrap", "etcd-signer"],
    ["etcd-serving-bootstrap", "etcd-signer"],
    ["etcd-serving-metrics-bootstrap", "etcd-metric-signer"],
    ["etcd-client", "etcd-signer"],
    ["etcd-metric-client", "etcd-metric-signer"],
  ])("blocker 3: %s is of the signer that the operator issues from, %s", (leaf, signer) => {
    expect(certificateIn(leaf).verify(certificateIn(signer).publicKey)).toBe(true);
  });

  it("blocker 3: say by annotations until when they are valid and who signed them, or they would be made anew", () => {
    const pairs = objectsOf(objects, "Secret").filter(({ type }) => type === "kubernetes.io/tls");
    expect(pairs).toHaveLength(7);
    for (const { metadata } of pairs)
      expect(Object.keys(metadata.annotations ?? {}).sort()).toEqual([
        "auth.openshift.io/certificate-issuer",
        "auth.openshift.io/certificate-not-after",
        "auth.openshift.io/certificate-not-before",
        "openshift.io/owning-component",
      ]);
  });

  it("are all in one Secret as well, each key with its certificate, under the names of the files", () => {
    const all = clear(objectNamed(objects, "Secret", "etcd-all-certs"));
    const names = ["etcd-peer", "etcd-serving", "etcd-serving-metrics"].map((leaf) => `${leaf}-bootstrap`);
    expect(Object.keys(all).sort()).toEqual(names.flatMap((name) => [`${name}.crt`, `${name}.key`]).sort());
    for (const name of names) {
      const key = createPrivateKey(all[`${name}.key`] ?? "");
      expect(new X509Certificate(all[`${name}.crt`] ?? "").checkPrivateKey(key)).toBe(true);
    }
  });

  it("blocker 3: are trusted by bundles of their own signer alone", () => {
    const { "server-ca-bundle.crt": server, "metrics-ca-bundle.crt": metrics } =
      objectNamed(objects, "ConfigMap", "etcd-all-bundles").data ?? {};
    expect(server).toBe(bundle.authorities["etcd-signer"].certificatePem);
    expect(metrics).toBe(bundle.authorities["etcd-metric-signer"].certificatePem);
    expect(objectNamed(objects, "ConfigMap", "etcd-ca-bundle").data).toEqual({ "ca-bundle.crt": server });
    expect(objectNamed(objects, "ConfigMap", "etcd-metrics-ca-bundle").data).toEqual({
      "ca-bundle.crt": metrics,
    });
  });
});

describe("etcd's Service", () => {
  it("finds the static pods by their label, for clients and for metrics", () => {
    const { spec } = objectNamed(objects, "Service", "etcd");
    expect(spec?.selector).toEqual({ "k8s-app": "etcd" });
    expect(spec?.ports?.map(({ port }) => port)).toEqual([2379, 9979]);
  });
});

it("everything of etcd is in its own namespace", () => {
  expect(new Set(objects.map(namespaceOf))).toEqual(new Set(["openshift-etcd"]));
});
