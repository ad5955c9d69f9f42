import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bundle, Credential } from "../../pki/bundle";
import { type AuthorityName, authorityNames } from "../../pki/certificates/kubernetes";
import { issue } from "../../pki/issue";
import { authorityKey } from "../../pki/keys";
import { plannedLeaves } from "../../pki/leaves";
import { separateTestKeys, testTime } from "../support/keys";
import { openssl } from "../support/openssl";
import { planOf } from "../support/plan";
import { connect, type Party } from "../support/tls";

const plan = planOf({ controlPlanes: 1, workers: 2 });
const leaves = plannedLeaves(plan);
const keys = separateTestKeys(plan);
const bundle = issue(plan, keys, new Date());

function credential(name: string, from: Bundle = bundle): Credential {
  const found = from.leaves[name];
  if (found === undefined) throw new Error(`the bundle has no leaf ${name}`);
  return found;
}

describe("openssl verify -x509_strict", () => {
  const folder = mkdtempSync(join(tmpdir(), "hardway-pki-"));
  const fileOf = (name: string) => join(folder, `${name.replaceAll("/", "+")}.pem`);

  beforeAll(() => {
    for (const name of authorityNames)
      writeFileSync(fileOf(authorityKey(name)), bundle.authorities[name].certificatePem);
    for (const { name } of leaves) writeFileSync(fileOf(name), credential(name).certificatePem);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** Which of all leaves openssl accepts for a use, if it trusts one authority. */
  async function acceptedBy(
    authority: AuthorityName,
    use: "sslclient" | "sslserver",
  ): Promise<readonly string[]> {
    const files = leaves.map(({ name }) => fileOf(name));
    const trust = ["-CAfile", fileOf(authorityKey(authority)), "-no-CApath", "-no-CAstore"];
    const output = await openssl("verify", "-x509_strict", "-purpose", use, ...trust, ...files);
    return leaves
      .map(({ name }) => name)
      .filter((name) => output.split("\n").includes(`${fileOf(name)}: OK`));
  }

  describe.each(authorityNames)("with the authority %s", (authority) => {
    it.each([
      { use: "sslserver", purposes: ["server", "peer"] },
      { use: "sslclient", purposes: ["client", "peer"] },
    ] as const)("accepts as $use its $purposes leaves, and no others", async ({ use, purposes }) => {
      const expected = leaves
        .filter(
          (leaf) => leaf.authority === authority && purposes.some((purpose) => purpose === leaf.purpose),
        )
        .map(({ name }) => name);
      expect(await acceptedBy(authority, use)).toEqual(expected);
    });

    it("accepts the authority itself, its own signature included", async () => {
      const file = fileOf(authorityKey(authority));
      const trust = ["-CAfile", file, "-no-CApath", "-no-CAstore"];
      expect(await openssl("verify", "-x509_strict", "-check_ss_sig", ...trust, file)).toBe(`${file}: OK\n`);
    });
  });

  it.each([
    ["-verify_hostname", "kubernetes.default.svc.cluster.local", true],
    ["-verify_hostname", "api.dev.hardway.internal", true],
    ["-verify_hostname", "worker-0", false],
    ["-verify_ip", "10.90.0.5", true],
    ["-verify_ip", "10.96.0.1", true],
    ["-verify_ip", "10.90.0.21", false],
  ])("with %s %s on master-0's API server: %s", async (option, host, accepted) => {
    const trust = ["-CAfile", fileOf(authorityKey("kubernetes")), "-no-CApath", "-no-CAstore"];
    const output = await openssl(
      "verify",
      "-x509_strict",
      option,
      host,
      ...trust,
      fileOf("master-0/apiserver"),
    );
    expect(output.includes(": OK")).toBe(accepted);
  });

  it.each([
    ["authority/etcd", "CA:TRUE, pathlen:0", "Certificate Sign", undefined],
    ["admin", "CA:FALSE", "Digital Signature", "TLS Web Client Authentication"],
    ["master-0/apiserver", "CA:FALSE", "Digital Signature", "TLS Web Server Authentication"],
    [
      "master-0/etcd-peer",
      "CA:FALSE",
      "Digital Signature",
      "TLS Web Server Authentication, TLS Web Client Authentication",
    ],
  ])("prints of %s what it may be used for", async (name, constraints, usage, extendedUsage) => {
    const text = await openssl("x509", "-noout", "-text", "-in", fileOf(name));
    const valueOf = (title: string) => new RegExp(`${title}.*\n *(.*?) *\n`).exec(text)?.[1];
    expect(valueOf("X509v3 Basic Constraints: critical")).toBe(constraints);
    expect(valueOf("X509v3 Key Usage: critical")).toBe(usage);
    expect(valueOf("X509v3 Extended Key Usage:")).toBe(extendedUsage);
    expect(valueOf("Serial Number:")).toMatch(/^[4-7][0-9a-f](:[0-9a-f]{2}){15}$/);
    expect(text).toContain("Signature Algorithm: sha256WithRSAEncryption");
  });
});

interface Attempt {
  /** The leaf that the client shows; none where it shows nothing. */
  readonly client?: string;
  readonly clientTrusts: AuthorityName;
  readonly host: string;
  readonly server: string;
  readonly serverTrusts: AuthorityName;
}

function attempt({ client, clientTrusts, host, server, serverTrusts }: Attempt): Promise<string> {
  const trusting = (name: AuthorityName) => ({ trusts: bundle.authorities[name].certificatePem });
  return connect(
    { ...trusting(clientTrusts), ...(client === undefined ? {} : { shows: credential(client) }) },
    { ...trusting(serverTrusts), shows: credential(server) },
    host,
  );
}

const toApiServer = {
  clientTrusts: "kubernetes",
  host: "10.90.0.5",
  server: "master-0/apiserver",
  serverTrusts: "kubernetes",
} as const;
const toEtcd = {
  clientTrusts: "etcd",
  host: "127.0.0.1",
  server: "master-0/etcd-server",
  serverTrusts: "etcd",
} as const;
const toKubelet = {
  client: "master-0/apiserver-kubelet-client",
  clientTrusts: "kubelet-serving",
  host: "10.90.0.21",
  server: "worker-0/kubelet-serving",
  serverTrusts: "kubernetes",
} as const;

describe("a TLS connection on which both sides verify each other", () => {
  const right: readonly (readonly [string, Attempt])[] = [
    ["an administrator, by the load balancer's address", { ...toApiServer, client: "admin" }],
    ["an administrator, by name", { ...toApiServer, client: "admin", host: "api.dev.hardway.internal" }],
    ["a new node's kubelet", { ...toApiServer, client: "worker-0/kubelet-bootstrap" }],
    [
      "a scheduler, on its own machine",
      { ...toApiServer, client: "master-0/kube-scheduler", host: "127.0.0.1" },
    ],
    ["an API server that dials its etcd", { ...toEtcd, client: "master-0/apiserver-etcd-client" }],
    ["etcd's gateway, which dials its own member", { ...toEtcd, client: "master-0/etcd-server" }],
    [
      "an etcd member that dials another",
      { ...toEtcd, client: "bootstrap/etcd-peer", server: "master-0/etcd-peer", host: "10.90.0.11" },
    ],
    ["an API server that dials a kubelet", toKubelet],
  ];
  it.each(right)("is accepted from %s", async (_, given) => {
    expect(await attempt(given)).toBe("accepted");
  });

  const wrongClients: readonly (readonly [string, Attempt])[] = [
    ["of another authority at the API server", { ...toApiServer, client: "etcd-operator" }],
    [
      "of the front proxy's authority at the API server",
      { ...toApiServer, client: "master-0/front-proxy-client" },
    ],
    ["of another authority at etcd, even an administrator's", { ...toEtcd, client: "break-glass" }],
    ["that is for serving alone", { ...toApiServer, client: "master-0/apiserver" }],
    ["that is missing", toApiServer],
  ];
  it.each(wrongClients)("is refused by the server for a client's certificate %s", async (_, given) => {
    expect(await attempt(given)).toMatch(/^server: /);
  });

  it.each([
    [
      "of another authority, such as a kubelet's at the API's address",
      { ...toApiServer, client: "admin", server: "worker-0/kubelet-serving", host: "10.90.0.21" },
      "client: UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    ],
    [
      "that is for dialling alone",
      { ...toApiServer, client: "admin", server: "master-0/kube-scheduler" },
      "client: INVALID_PURPOSE",
    ],
    [
      "without the address that was dialled, such as another node's",
      { ...toKubelet, host: "10.90.0.22" },
      "client: ERR_TLS_CERT_ALTNAME_INVALID",
    ],
    [
      "without the name that was dialled",
      { ...toApiServer, client: "admin", host: "k8s.example.com" },
      "client: ERR_TLS_CERT_ALTNAME_INVALID",
    ],
  ] as const)("is refused by the client for a server's certificate %s", async (_, given, refusal) => {
    expect(await attempt(given)).toBe(refusal);
  });

  it("is refused by the server once the client's certificate has expired", async () => {
    const past = credential("admin", issue(plan, keys, testTime));
    const { certificatePem: trusts } = bundle.authorities.kubernetes;
    const server = { trusts, shows: credential("master-0/apiserver") };
    expect(await connect({ trusts, shows: past }, server, "10.90.0.5")).toBe("server: CERT_HAS_EXPIRED");
  });

  it("is accepted between those who have a renewed authority and those who have the one before it", async () => {
    const day = 24 * 60 * 60 * 1000;
    const now = Date.now();
    const made = (name: string) => new Date(now - (name.startsWith("authority/") ? 2433.5 : 10) * day);
    const aged = Object.fromEntries(
      Object.entries(keys).map(([name, key]) => [name, { ...key, createdAt: made(name).toISOString() }]),
    );
    // Authorities of 3650 days are renewed after two thirds of them, which is 4 hours ago.
    const before = issue(plan, aged, new Date(now - day));
    const after = issue(plan, aged, new Date(now));
    const party = (from: Bundle, leaf: string): Party => ({
      trusts: from.authorities.kubernetes.certificatePem,
      shows: credential(leaf, from),
    });
    expect(party(before, "admin").trusts).not.toBe(party(after, "admin").trusts);
    expect(await connect(party(before, "admin"), party(after, "master-0/apiserver"), "10.90.0.5")).toBe(
      "accepted",
    );
    expect(await connect(party(after, "admin"), party(before, "master-0/apiserver"), "10.90.0.5")).toBe(
      "accepted",
    );
  });
});
