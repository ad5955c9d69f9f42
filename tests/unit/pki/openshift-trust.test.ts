import { createPrivateKey } from "node:crypto";
import { caBundle } from "../../../pki/ca-bundles";
import { inspect } from "../../../pki/inspect";
import {
  issueOpenshift,
  openshiftAuthorityNames,
  openshiftLeafNames,
  plannedOpenshiftLeaves,
} from "../../../pki/openshift";
import type { Authority, OpenshiftAuthorityName } from "../../../pki/openshift-bundle";
import { signerAnnotations } from "../../../pki/signer-annotations";
import { newKey } from "../../support/keys";
import { separateOpenshiftTestKeys } from "../../support/openshift-keys";
import { openshiftPlanOf } from "../../support/openshift-plan";
import { openssl } from "../../support/openssl";
import { OpensslFolder } from "../../support/openssl-verify";
import { temporaryFolder } from "../../support/temporary-folder";

const plan = openshiftPlanOf();
const now = new Date();
const bundle = issueOpenshift(plan, separateOpenshiftTestKeys(plan, now), now);
const planned = plannedOpenshiftLeaves(plan);
const files = new OpensslFolder(temporaryFolder("openshift-pki"));
const signers = openshiftAuthorityNames.map((name) => [name, bundle.authorities[name]] as const);
const hour = 60 * 60 * 1000;
const day = 24 * hour;

const textOf = (pem: string) => openssl("x509", "-noout", "-text", "-in", files.write(pem));
const valueOf = (text: string, title: string) => new RegExp(`${title}.*\n *(.*?) *\n`).exec(text)?.[1];

/** What openssl signs with an authority's key for another key, with these extensions, as an operator would. */
async function signedBy(authority: Authority, extensions: string): Promise<Authority> {
  const { privateKeyPem } = newKey(now);
  const key = files.write(privateKeyPem);
  const request = await openssl("req", "-new", "-key", key, "-subj", "/CN=of an operator");
  const ids = "subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n";
  const output = await openssl(
    ...["x509", "-req", "-days", "1", "-in", files.write(request)],
    ...["-extfile", files.write(ids + extensions)],
    ...["-CA", files.write(authority.certificatePem), "-CAkey", files.write(authority.keyPem)],
  );
  const [certificatePem = output] =
    /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/.exec(output) ?? [];
  return { certificatePem, keyPem: privateKeyPem };
}

const uses = { client: ["sslclient"], server: ["sslserver"], peer: ["sslclient", "sslserver"] } as const;

describe("openssl verify -x509_strict", () => {
  it.each(openshiftLeafNames)("accepts %s by its signer alone, for its purpose alone", async (name) => {
    const { authority, purpose } = planned[name];
    const { certificatePem: certificate } = bundle.leaves[name];
    const others = signers.filter(([other]) => other !== authority);
    const trusted = bundle.authorities[authority].certificatePem;
    for (const use of ["sslclient", "sslserver"]) {
      const verdict = await files.verdict({ trusted, certificate, options: ["-purpose", use] });
      expect(verdict === "OK").toBe(uses[purpose].some((each) => each === use));
    }
    expect(
      await files.verdict({
        trusted: others.map(([, { certificatePem }]) => certificatePem).join(""),
        certificate,
      }),
    ).toMatch(/unable to get local issuer certificate/);
  });

  it.each(signers)(
    "defect 2: accepts %s as an anchor without a partial chain, as it signed itself",
    async (_, { certificatePem }) => {
      const { subject, issuer } = inspect(certificatePem);
      expect(issuer).toBe(subject);
      expect(
        await files.verdict({
          trusted: certificatePem,
          certificate: certificatePem,
          options: ["-check_ss_sig"],
        }),
      ).toBe("OK");
    },
  );
});

describe("what openssl prints", () => {
  it.each(signers)("of %s is what the installer's signers have", async (_, { certificatePem }) => {
    const text = await textOf(certificatePem);
    expect(text).toMatch(/Subject: OU ?= ?openshift, CN ?= ?/);
    expect(text).toContain("Public-Key: (2048 bit)");
    expect(text).toContain("Signature Algorithm: sha256WithRSAEncryption");
    expect(valueOf(text, "X509v3 Basic Constraints: critical")).toBe("CA:TRUE");
    expect(valueOf(text, "X509v3 Key Usage: critical")).toBe(
      "Digital Signature, Key Encipherment, Certificate Sign",
    );
    expect(text).not.toContain("Extended Key Usage");
  });

  it.each(openshiftLeafNames)("of %s is a positive serial number and no authority", async (name) => {
    const text = await textOf(bundle.leaves[name].certificatePem);
    expect(valueOf(text, "Serial Number:")).toMatch(/^[4-7][0-9a-f](:[0-9a-f]{2}){15}$/);
    expect(valueOf(text, "X509v3 Basic Constraints: critical")).toBe("CA:FALSE");
    expect(valueOf(text, "X509v3 Key Usage: critical")).toBe("Digital Signature");
    expect(text).toContain("Public-Key: (2048 bit)");
  });

  it("of a machine that boots is each of its two groups", async () => {
    const text = await textOf(bundle.leaves["kubelet-client"].certificatePem);
    expect(text.match(/O ?= ?system:serviceaccounts[a-z:-]*/g)).toEqual([
      expect.stringContaining("system:serviceaccounts:openshift-machine-config-operator"),
      expect.stringMatching(/system:serviceaccounts$/),
    ]);
  });
});

describe("the signer of kubelets", () => {
  it("lets the operator make an authority below it, whose kubelets are believed through it", async () => {
    const below = await signedBy(
      bundle.authorities["kubelet-signer"],
      "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign",
    );
    const kubelet = await signedBy(
      below,
      "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=clientAuth",
    );
    expect(
      await files.verdict({
        trusted: caBundle(bundle, "kube-apiserver-complete-client-ca-bundle"),
        between: below.certificatePem,
        certificate: kubelet.certificatePem,
        options: ["-purpose", "sslclient"],
      }),
    ).toBe("OK");
  });
});

describe("blocker 3: etcd on the bootstrap and etcd's operator have one signer", () => {
  const trusted = caBundle(bundle, "etcd-ca-bundle");

  it.each(["etcd-peer", "etcd-serving", "etcd-client", "etcd-operator"] as const)(
    "the bundle that is seeded verifies %s",
    async (name) => {
      const { certificatePem: certificate, authorityPem } = bundle.leaves[name];
      expect(await files.verdict({ trusted, certificate })).toBe("OK");
      expect(authorityPem).toBe(bundle.authorities["etcd-signer"].certificatePem);
    },
  );

  it("the key that is seeded is the signer's, and what an operator signs with it for a control plane is believed", async () => {
    const signer = bundle.authorities["etcd-signer"];
    const { x509 } = inspect(signer.certificatePem);
    expect(x509.checkPrivateKey(createPrivateKey(signer.keyPem))).toBe(true);
    const member = await signedBy(
      signer,
      "keyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth,clientAuth",
    );
    const certificate = member.certificatePem;
    for (const use of ["sslclient", "sslserver"])
      expect(await files.verdict({ trusted, certificate, options: ["-purpose", use] })).toBe("OK");
  });

  it.each(["etcd-serving-metrics", "etcd-metric-client"] as const)(
    "the bundle of the metrics verifies %s, and that of the store does not",
    async (name) => {
      const { certificatePem: certificate } = bundle.leaves[name];
      const metrics = caBundle(bundle, "etcd-metrics-ca-bundle");
      expect(await files.verdict({ trusted: metrics, certificate })).toBe("OK");
      expect(await files.verdict({ trusted, certificate })).not.toBe("OK");
    },
  );
});

/** After how many days each operator replaces what it has adopted (facts: openshift-hard-way.md, 1.3 and 1.4). */
const refreshDays = {
  "etcd-signer": 4.2 * 365,
  "etcd-metric-signer": 4.2 * 365,
  "kube-apiserver-service-network-signer": 8 * 365,
  "kube-apiserver-localhost-signer": 8 * 365,
  "kube-apiserver-lb-signer": 8 * 365,
  "kube-apiserver-to-kubelet-signer": 292,
  "kube-control-plane-signer": 30,
  "kubelet-signer": 30,
  "aggregator-signer": 15,
} as const satisfies Partial<Record<OpenshiftAuthorityName, number>>;

type Adopted = keyof typeof refreshDays;

/** Why an operator that comes upon the signer at a time would make its own instead; undefined where it adopts it. */
function reasonToReplace(name: Adopted, at: Date): string | undefined {
  const annotations = signerAnnotations(bundle.authorities[name].certificatePem);
  const notBefore = Date.parse(annotations["auth.openshift.io/certificate-not-before"]);
  const notAfter = Date.parse(annotations["auth.openshift.io/certificate-not-after"]);
  if (Number.isNaN(notBefore) || Number.isNaN(notAfter)) return "its annotations are no times";
  if (at.getTime() > notAfter - (notAfter - notBefore) / 5) return "80 % of its life are over";
  if (at.getTime() > notBefore + refreshDays[name] * day) return "its refresh is due";
  return undefined;
}

describe("defect 6: the signers are handed over to the operators", () => {
  it.each(Object.keys(refreshDays) as Adopted[])("who adopt %s while a bootstrap takes hours", (name) => {
    expect(reasonToReplace(name, new Date(now.getTime() + 18 * hour))).toBeUndefined();
  });

  it("who replace what was made for a day before it is over", () => {
    const later = new Date(now.getTime() + 20 * hour);
    const replaced = (Object.keys(refreshDays) as Adopted[]).filter(
      (name) => reasonToReplace(name, later) !== undefined,
    );
    expect(replaced).toEqual(["kubelet-signer", "aggregator-signer"]);
  });
});

/** Whose certificates an API server of the operator believes, by the ConfigMaps that it unites (facts, 1.4). */
const inClusterUnion: Readonly<Record<string, OpenshiftAuthorityName>> = {
  "openshift-config/admin-kubeconfig-client-ca": "admin-kubeconfig-signer",
  "openshift-config-managed/csr-controller-ca": "kubelet-signer",
  "openshift-kube-apiserver-operator/kube-apiserver-to-kubelet-client-ca": "kube-apiserver-to-kubelet-signer",
  "openshift-kube-apiserver-operator/kube-control-plane-signer-ca": "kube-control-plane-signer",
  "openshift-config-managed/kubelet-bootstrap-kubeconfig": "kubelet-bootstrap-kubeconfig-signer",
};

/** Clients of etcd and of aggregated API servers, which have trusts of their own. */
const elsewhere: readonly OpenshiftAuthorityName[] = [
  "etcd-signer",
  "etcd-metric-signer",
  "aggregator-signer",
];

describe("blocker 9: whoever is let in by the bootstrap's API server is let in by the operator's as well", () => {
  const united = Object.values(inClusterUnion);
  const clients = openshiftLeafNames.filter(
    (name) => planned[name].purpose === "client" && !elsewhere.includes(planned[name].authority),
  );

  it("has such clients", () => {
    expect(clients).toHaveLength(6);
  });

  it.each(clients)(
    "%s is under a signer of the union, and the bootstrap's bundle has it too",
    async (name) => {
      expect(united).toContain(planned[name].authority);
      expect(
        await files.verdict({
          trusted: united.map((signer) => bundle.authorities[signer].certificatePem).join(""),
          certificate: bundle.leaves[name].certificatePem,
          options: ["-purpose", "sslclient"],
        }),
      ).toBe("OK");
    },
  );

  it("the bootstrap's bundle is the union and nothing else, kubelets' signer included", () => {
    const bundled = caBundle(bundle, "kube-apiserver-complete-client-ca-bundle");
    const pems = united.map((signer) => bundle.authorities[signer].certificatePem);
    expect(pems.filter((pem) => !bundled.includes(pem))).toEqual([]);
    expect(bundled).toHaveLength(pems.join("").length);
  });
});
