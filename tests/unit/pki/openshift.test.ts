import { createPublicKey } from "node:crypto";
import { inspect } from "../../../pki/inspect";
import {
  issueOpenshift,
  openshiftAuthorityNames,
  openshiftKeys,
  openshiftLeafNames,
  openshiftLedger,
  plannedOpenshiftLeaves,
  verifyOpenshift,
} from "../../../pki/openshift";
import type { OpenshiftBundle } from "../../../pki/openshift-bundle";
import { newKey, testTime } from "../../support/keys";
import { openshiftTestBundle, openshiftTestKeys } from "../../support/openshift-keys";
import { openshiftPlanOf } from "../../support/openshift-plan";

const plan = openshiftPlanOf();
const keys = openshiftTestKeys(plan);
const bundle = openshiftTestBundle(plan);
const hours = (count: number) => new Date(testTime.getTime() + count * 60 * 60 * 1000);
const days = (count: number) => hours(24 * count);

const certificates = ({ authorities, leaves }: OpenshiftBundle): ReadonlyMap<string, string> =>
  new Map<string, string>([
    ...openshiftAuthorityNames.map((name) => [name, authorities[name].certificatePem] as const),
    ...openshiftLeafNames.map((name) => [name, leaves[name].certificatePem] as const),
  ]);

/** The names of the certificates that are another one at a later time. */
function renewedAt(now: Date): readonly string[] {
  const later = certificates(openshiftTestBundle(plan, now));
  return [...certificates(bundle)].filter(([name, pem]) => later.get(name) !== pem).map(([name]) => name);
}

const ofADay = [
  "kubelet-signer",
  "aggregator-signer",
  "kube-apiserver-service-network-server",
  "kube-apiserver-localhost-server",
  "kube-apiserver-lb-server",
  "kube-apiserver-internal-lb-server",
  "apiserver-proxy",
];

describe("the keys of an OpenShift plan", () => {
  it("are those of its signers, of tokens and of its leaves, named once each", () => {
    const names = openshiftKeys(plan);
    expect(names.slice(0, 2)).toEqual(["authority/etcd-signer", "authority/etcd-metric-signer"]);
    expect(names).toEqual(
      expect.arrayContaining([
        "service-account",
        "bound-service-account",
        "bootstrap/etcd-peer",
        "provisioner",
      ]),
    );
    expect(names).toHaveLength(openshiftAuthorityNames.length + 2 + openshiftLeafNames.length);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("issuing for OpenShift", () => {
  it("makes the same bundle from the same plan and keys", () => {
    expect(issueOpenshift(plan, keys, testTime)).toEqual(bundle);
  });

  it("gives each certificate the key of its name", () => {
    const own = newKey();
    const made = issueOpenshift(plan, { ...keys, "bootstrap/etcd-client": own }, testTime);
    expect(made.leaves["etcd-client"].keyPem === own.privateKeyPem).toBe(true);
    expect(made.leaves["etcd-peer"]).toEqual(bundle.leaves["etcd-peer"]);
  });

  it("has the certificate of the signer beside each that it signed", () => {
    for (const name of openshiftLeafNames) {
      const { authority } = plannedOpenshiftLeaves(plan)[name];
      expect(bundle.leaves[name].authorityPem).toBe(bundle.authorities[authority].certificatePem);
    }
  });

  it("has a pair of its own for tokens of old and another for bound ones, both halves of each", () => {
    const separate = issueOpenshift(plan, { ...keys, "bound-service-account": newKey() }, testTime);
    const pairs = [separate.serviceAccount, separate.boundServiceAccount];
    for (const { privateKeyPem, publicKeyPem } of pairs)
      expect(createPublicKey(privateKeyPem).equals(createPublicKey(publicKeyPem))).toBe(true);
    expect(pairs[0]?.publicKeyPem).not.toBe(pairs[1]?.publicKeyPem);
  });

  it("fails with the names of all keys that are missing", () => {
    const { provisioner, "authority/etcd-signer": etcd, ...rest } = keys;
    expect([provisioner, etcd]).not.toContain(undefined);
    expect(() => issueOpenshift(plan, rest, testTime)).toThrow(
      /^there is no key for authority\/etcd-signer, provisioner: each certificate/,
    );
  });
});

describe("the periods of OpenShift's certificates", () => {
  it("start five minutes before the keys were made, for machines whose clock is behind", () => {
    for (const pem of certificates(bundle).values())
      expect(inspect(pem).period.notBefore).toEqual(new Date(testTime.getTime() - 5 * 60 * 1000));
  });

  it.each<[string, number]>([
    ["root-ca", 3650],
    ["etcd-signer", 1825],
    ["etcd-peer", 1095],
    ["kube-control-plane-signer", 365],
    ["provisioner", 365],
    ["kubelet-signer", 1],
    ["apiserver-proxy", 1],
  ])("of %s end after %d days", (name, count) => {
    expect(inspect(certificates(bundle).get(name) ?? "").period.notAfter).toEqual(days(count));
  });

  it("of a day are followed by the next, so that a cluster that is booted a day later still comes up", () => {
    expect(renewedAt(hours(15.9))).toEqual([]);
    expect([...renewedAt(hours(16))].sort()).toEqual([...ofADay].sort());
    expect(verifyOpenshift(plan, openshiftTestBundle(plan, days(1.5)), days(1.5))).toEqual([]);
  });

  it("of the program's own clients are followed by the next while it is used", () => {
    expect(renewedAt(days(250))).toEqual(expect.arrayContaining(["provisioner", "etcd-operator"]));
  });

  it("of a leaf end with its signer's, even where its key was made later", () => {
    const later = { ...newKey(), createdAt: hours(1).toISOString() };
    const made = issueOpenshift(plan, { ...keys, "bootstrap/apiserver-proxy": later }, testTime);
    expect(verifyOpenshift(plan, made, hours(2))).toEqual([]);
    expect(inspect(made.leaves["apiserver-proxy"].certificatePem).period.notAfter).toEqual(days(1));
  });
});

describe("verification of an OpenShift bundle", () => {
  it("finds nothing in a bundle that was issued for the plan", () => {
    expect(verifyOpenshift(plan, bundle, testTime)).toEqual([]);
  });

  it("finds what another plan would have in it", () => {
    const other = openshiftPlanOf({ internalApiFqdn: "api-int.other.example.com" });
    const sentence = "not true that it covers the names and addresses of the plan and no other";
    expect(verifyOpenshift(other, bundle, testTime)).toEqual([
      `bootstrap/kube-apiserver-internal-lb-server: ${sentence}`,
      `bootstrap/machine-config-server: ${sentence}`,
    ]);
  });

  it("finds what has expired", () => {
    const faults = verifyOpenshift(plan, bundle, days(2));
    expect(faults).toHaveLength(ofADay.length);
    expect(faults).toContain("authority/kubelet-signer: not true that it is a valid self-signed authority");
    expect(faults).toContain("bootstrap/apiserver-proxy: not true that it is valid now");
  });
});

describe("the ledger of OpenShift", () => {
  const entries = openshiftLedger(plan, bundle);

  it("lists each certificate that outlives the bootstrap by the name of its key, signers first", () => {
    const names = entries.map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(["authority/etcd-signer", "authority/etcd-metric-signer"]);
    expect(names).toContain("admin-kubeconfig-client");
    expect(names).toHaveLength(openshiftAuthorityNames.length + openshiftLeafNames.length - ofADay.length);
  });

  it("says of each whose it is, who signed it and until when", () => {
    expect(entries.find(({ name }) => name === "admin-kubeconfig-client")).toMatchObject({
      subject: "O=system:masters, CN=system:admin",
      issuer: "OU=openshift, CN=admin-kubeconfig-signer",
      notBefore: "2025-12-31T23:55:00.000Z",
      notAfter: days(3650).toISOString(),
    });
  });

  it("is the same on the next day, though certificates of a day are not", () => {
    expect(openshiftLedger(plan, openshiftTestBundle(plan, days(2)))).toEqual(entries);
  });

  it("holds no key and no certificate", () => {
    expect(JSON.stringify(entries)).not.toMatch(/BEGIN|PRIVATE/);
  });
});
