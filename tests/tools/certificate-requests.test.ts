import type { V1CertificateSigningRequest } from "@kubernetes/client-node";
import { openHttps } from "../../checks/clients/https";
import { kubernetesAt, readinessAt } from "../../checks/clients/kubernetes";
import { joinWindow, type RuleName } from "../../gates/certificate-requests/rules";
import { runGate } from "../../gates/gates";
import type { GateInput } from "../../gates/input";
import { type Credential, credentialOf, operatorCredential } from "../../pki/bundle";
import { certificatePem } from "../../pki/certificate";
import { authorities } from "../../pki/certificates/kubernetes";
import { keyPairOf } from "../../pki/key-pair";
import { apiServerUrl } from "../../topology/endpoints";
import type { NodeMachine } from "../../topology/plan";
import { permissions } from "../../manifests/kubernetes/objects/rbac";
import { kubeletKey, type RequestedCertificate } from "../support/certificate-request";
import { recordingContext } from "../support/gate-context";
import { newKey } from "../support/keys";
import { loopbackCluster } from "../support/loopback-cluster";
import { askForCertificate, create, decisionOn, register } from "../support/played-parts";

jest.setTimeout(60_000);

/** What is sent to the API server instead of the request of worker-0's kubelet. */
interface Sent {
  readonly as?: Credential;
  readonly spec?: Partial<V1CertificateSigningRequest["spec"]>;
  readonly asked?: Partial<RequestedCertificate>;
  /** How far the clock of the gate is ahead of the API server's, in milliseconds. */
  readonly ahead?: number;
}

/** Every deviation, sent as whoever could send it to the API server that runs, and judged by the gate that runs. */
describe("the gate of a node that joins, before a real API server", () => {
  const cluster = loopbackCluster(94, { controlPlanes: 1, workers: 2 });
  const { bundle, plan } = cluster;
  const [master] = plan.controlPlanes as readonly [NodeMachine];
  const [worker, other] = plan.workers as readonly [NodeMachine, NodeMachine];
  const own = credentialOf(bundle, "kubelet-bootstrap", worker);
  const recording = recordingContext();
  let ahead = 0;
  const date = (): Date => new Date(Date.now() + ahead);
  const context = { ...recording, clock: { ...recording.clock, date } };
  const credential = operatorCredential(bundle, "provisioner");
  const url = apiServerUrl(master);
  const api = kubernetesAt(url, openHttps(credential, context));
  const input: GateInput<"worker"> = {
    kubernetes: { url, credential },
    node: { name: worker.name, labels: {} },
  };
  const planned = `/O=system:nodes/CN=system:node:${worker.name}`;
  const key = kubeletKey();
  let joined: Promise<unknown>;

  beforeAll(async () => {
    cluster.startEtcd(master, { members: [master], state: "new" });
    cluster.startApiServer(master);
    while (!(await isReady())) await context.clock.sleep(50, context.signal);
    const administrator = openHttps(operatorCredential(bundle, "break-glass"), context);
    for (const object of permissions.filter(({ kind }) => kind === "ClusterRoleBinding"))
      await create(administrator, url, "clusterrolebindings", object);
  });
  afterAll(async () => {
    recording.end();
    await cluster.remove();
  });

  it("denies two keys that come at once, both", async () => {
    const names = [await send({}), await send({})];
    joined = runGate(context, { name: "worker", operation: "create" }, input);
    for (const name of names) await expectDenied(name, /^2 different keys are asked for at once/);
  });

  /** All rules but those that a running join cannot meet, which have tests of their own below. */
  const deviating: Readonly<Record<Exclude<RuleName, "need" | "key" | "form">, readonly [Sent, RegExp]>> = {
    time: [{ ahead: joinWindow.past + 60_000 }, /^made 16m\S* ago, expected at most 15m$/],
    signer: [
      { spec: { signerName: "kubernetes.io/kube-apiserver-client" } },
      /^signer kubernetes.io\/kube-apiserver-client, expected/,
    ],
    requester: [
      { as: credentialOf(bundle, "kubelet-bootstrap", other) },
      /^requester system:bootstrap:worker-1, expected system:bootstrap:worker-0$/,
    ],
    groups: [{ as: promoted() }, /^requester's groups system:masters \+ system:authenticated, expected/],
    usages: [{ spec: { usages: ["digital signature", "server auth"] } }, /^usages .*server auth, expected/],
    period: [{ spec: { expirationSeconds: 86_400 } }, /^expirationSeconds 86400, expected none$/],
    subject: [
      { asked: { subject: `/O=system:nodes/CN=system:node:${master.name}` } },
      /^subject .*system:node:master-0, expected/,
    ],
    extensions: [
      { asked: { extensions: ["subjectAltName=IP:10.90.0.5"] } },
      /^extensions subjectAltName, expected none$/,
    ],
  };

  it.each(Object.entries(deviating))("denies a request that deviates in %s", async (_, [sent, reason]) => {
    ahead = sent.ahead ?? 0;
    await expectDenied(await send(sent), reason);
    ahead = 0;
  });

  it("denies a group and a name that are too much, and says both", async () => {
    const name = await send({ asked: { subject: "/O=system:masters/CN=admin" }, spec: { usages: ["any"] } });
    await expectDenied(name, /^usages any, .*; subject O=system:masters \+ CN=admin, /);
  });

  it("is spared what is no request: the API server refuses it", async () => {
    await expect(send({ spec: { request: Buffer.from("no request").toString("base64") } })).rejects.toThrow(
      /PEM/,
    );
  });

  it("leaves another node's request open", async () => {
    const name = await send({
      as: credentialOf(bundle, "kubelet-bootstrap", other),
      asked: { subject: `/O=system:nodes/CN=system:node:${other.name}` },
    });
    // The gate has looked at both when it has decided on the later one.
    await expectDenied(await send({ spec: { usages: ["any"] } }), /^usages/);
    expect(
      (await api.certificates.readCertificateSigningRequest({ name })).status?.conditions,
    ).toBeUndefined();
  });

  it("approves the request of the node's kubelet, and the same again", async () => {
    await expectApproved(await send({ asked: { key } }));
    await expectApproved(await send({ asked: { key } }));
  });

  it("denies a second key from then on", async () => {
    await expectDenied(await send({}), /^a second key: csr-\S+ was approved with another$/);
  });

  it("denies whatever comes when the node is Ready", async () => {
    await register(api, worker);
    expect(await joined).toEqual({ node: worker.name });
    const name = await send({ asked: { key } });
    await runGate(context, { name: "worker", operation: "update" }, input);
    await expectDenied(name, /^the node is Ready and has its certificate$/);
  });

  it("forgets a node's requests when it leaves: the machine in its place has another key", async () => {
    await runGate(context, { name: "worker", operation: "delete" }, input);
    const { items } = await api.certificates.listCertificateSigningRequest();
    expect(items.map(({ spec }) => spec.username)).not.toContain(`system:bootstrap:${worker.name}`);
    joined = runGate(context, { name: "worker", operation: "create" }, input);
    await expectApproved(await send({}));
    await register(api, worker);
    await joined;
  });

  async function isReady(): Promise<boolean> {
    return readinessAt(url, api.send).then(
      ({ ready }) => ready,
      () => false,
    );
  }

  function send({ as = own, spec = {}, asked = {} }: Sent): Promise<string> {
    const kubelet = kubernetesAt(url, openHttps(as, context));
    return askForCertificate(kubelet, { subject: planned, ...asked }, spec);
  }

  /** Denied by the gate, with the reason in the request for who asked and in the log for who runs `up`. */
  async function expectDenied(name: string, reason: RegExp): Promise<void> {
    const { type, reason: short, message = "" } = await decisionOn(api, name);
    expect({ type, short }).toEqual({ type: "Denied", short: "NotAsPlanned" });
    expect(message).toMatch(reason);
    const line = await said(`csr: denied ${name} of `);
    expect(line.slice(line.indexOf(": ", 5) + 2)).toBe(message);
  }

  async function expectApproved(name: string): Promise<void> {
    expect(await decisionOn(api, name)).toMatchObject({ type: "Approved", reason: "AsPlanned" });
    expect(await said(`csr: approved ${name}`)).toBe(`csr: approved ${name} of system:bootstrap:worker-0`);
  }

  /** The line that the gate says a moment after it has decided. */
  async function said(start: string): Promise<string> {
    for (;;) {
      const line = context.lines.find((each) => each.startsWith(start));
      if (line !== undefined) return line;
      await context.clock.sleep(20, context.signal);
    }
  }

  /** A bootstrap certificate of worker-0 that the cluster's authority signed for a group that may do everything. */
  function promoted(): Credential {
    const authority = bundle.authorities.kubernetes;
    const material = newKey(new Date());
    const issuer = {
      subject: { commonName: authorities.kubernetes.commonName },
      key: keyPairOf("authority", { ...material, privateKeyPem: authority.keyPem }),
    };
    const certificate = certificatePem({
      subject: { commonName: `system:bootstrap:${worker.name}`, organization: "system:masters" },
      key: keyPairOf("promoted", material),
      issuer,
      purpose: "client",
      sans: { dns: [], ip: [] },
      period: { notBefore: new Date(), notAfter: new Date(Date.now() + 3_600_000) },
    });
    return {
      certificatePem: certificate,
      keyPem: material.privateKeyPem,
      authorityPem: authority.certificatePem,
    };
  }
});
