import type { V1CertificateSigningRequest } from "@kubernetes/client-node";
import {
  clientRules,
  openshiftKinds,
  sansOf,
  type ServingNode,
  servingRules,
} from "../../../../gates/certificate-requests/openshift";
import { deviationsOf, joinWindow } from "../../../../gates/certificate-requests/rules";
import { judge, read } from "../../../../gates/certificate-requests/verdict";
import { kubeletKey, type RequestedCertificate } from "../../../support/certificate-request";
import { madeAgo, now, planned, request, settled } from "./requests";

const machine = { name: "worker-0", address: "10.90.0.21", fqdn: "worker-0.okd.example.com" };
const joining: ServingNode = { name: "worker-0", joined: false, at: now, sans: sansOf(machine) };
const registered: ServingNode = { ...joining, joined: true };

const bootstrapper = {
  username: "system:serviceaccount:openshift-machine-config-operator:node-bootstrapper",
  groups: [
    "system:serviceaccounts",
    "system:serviceaccounts:openshift-machine-config-operator",
    "system:authenticated",
  ],
};
const names = ["subjectAltName=DNS:worker-0,IP:10.90.0.21"];

type Spec = Parameters<typeof request>[0];
type Asked = Partial<RequestedCertificate>;

/** The request for its first certificate that the kubelet of worker-0 makes, with some of it changed. */
function client(spec: Spec = {}, asked: Asked = {}): V1CertificateSigningRequest {
  return request({ ...bootstrapper, ...spec }, asked);
}

/** The same for its serving certificate. */
function serving(spec: Spec = {}, asked: Asked = {}): V1CertificateSigningRequest {
  return request(
    {
      signerName: "kubernetes.io/kubelet-serving",
      username: "system:node:worker-0",
      groups: ["system:nodes", "system:authenticated"],
      usages: ["digital signature", "server auth"],
      ...spec,
    },
    { extensions: names, ...asked },
  );
}

/** The request made at another time; in milliseconds before the look. */
function aged(made: V1CertificateSigningRequest, milliseconds: number): V1CertificateSigningRequest {
  return { metadata: madeAgo(milliseconds).metadata ?? {}, spec: made.spec };
}

/** What is sent, and what its deviation must name. */
type Case = readonly [what: string, request: V1CertificateSigningRequest, named: string];

/** Every rule has its cases here: the type asks for them. Those of `need` and `key` follow below. */
const deviatingClients: Readonly<Record<Exclude<keyof typeof clientRules, "need" | "key">, readonly Case[]>> =
  {
    time: [
      ["a stale one", aged(client(), joinWindow.past + 1), "made 15m ago, expected at most 15m"],
      ["one from the future", aged(client(), -joinWindow.future - 1), "ahead of this machine's clock"],
    ],
    signer: [
      ["the signer of all clients", client({ signerName: "kubernetes.io/kube-apiserver-client" }), "signer"],
    ],
    requester: [
      ["another service account", client({ username: `${bootstrapper.username}-2` }), "node-bootstrapper-2"],
      ["the hard way's bootstrap user", client({ username: "system:bootstrapper" }), "system:bootstrapper"],
      ["another node", client({ username: "system:node:worker-1" }), "system:node:worker-1"],
      ["nobody", client({ username: undefined }), "requester , expected"],
    ],
    groups: [
      [
        "an extra group",
        client({ groups: [...bootstrapper.groups, "system:masters"] }),
        "system:masters, expected",
      ],
      ["a group too few", client({ groups: bootstrapper.groups.slice(0, 2) }), "requester's groups"],
    ],
    usages: [["a server's", client({ usages: ["digital signature", "server auth"] }), "server auth"]],
    period: [["one of its own", client({ expirationSeconds: 86_400 }), "expirationSeconds 86400"]],
    form: [["what is no request", client({ request: Buffer.from("?").toString("base64") }), "PKCS#10"]],
    subject: [
      ["a powerful group", client({}, { subject: `${planned}/O=system:masters` }), "system:masters"],
      ["no group", client({}, { subject: "/CN=system:node:worker-0" }), "subject CN=system:node:worker-0,"],
      [
        "a node of another name",
        client({}, { subject: "/O=system:nodes/CN=system:node:worker-1" }),
        "system:node:worker-1",
      ],
    ],
    extensions: [["an alternative name", client({}, { extensions: names }), "extensions subjectAltName"]],
  };

const deviatingServers: Readonly<Record<keyof typeof servingRules, readonly Case[]>> = {
  time: [["a stale one", aged(serving(), joinWindow.past + 1), "made 15m ago"]],
  signer: [["another signer", serving({ signerName: "example.com/serving" }), "signer example.com/serving"]],
  requester: [
    ["another node", serving({ username: "system:node:worker-1" }), "system:node:worker-1, expected"],
    ["a machine that is no node yet", serving({ username: bootstrapper.username }), "node-bootstrapper"],
  ],
  groups: [
    [
      "an extra group",
      serving({ groups: ["system:nodes", "system:authenticated", "system:masters"] }),
      "system:masters",
    ],
    ["who is no node", serving({ groups: ["system:authenticated"] }), "requester's groups"],
  ],
  usages: [["a client's besides", serving({ usages: ["server auth", "client auth"] }), "client auth"]],
  period: [["one of its own", serving({ expirationSeconds: 86_400 }), "expirationSeconds 86400"]],
  form: [["what is no request", serving({ request: Buffer.from("?").toString("base64") }), "PKCS#10"]],
  subject: [
    [
      "a node of another name",
      serving({}, { subject: "/O=system:nodes/CN=system:node:master-0" }),
      "system:node:master-0",
    ],
  ],
  extensions: [
    ["an authority", serving({}, { extensions: [...names, "basicConstraints=CA:TRUE"] }), "basicConstraints"],
  ],
  names: [
    [
      "an extra address",
      serving({}, { extensions: ["subjectAltName=DNS:worker-0,IP:10.90.0.21,IP:10.90.0.5"] }),
      "names IP:10.90.0.5, expected of",
    ],
    [
      "an extra name",
      serving({}, { extensions: ["subjectAltName=DNS:worker-0,DNS:api.okd.example.com"] }),
      "names DNS:api.okd.example.com",
    ],
    [
      "an address of the pod network, as OVN's own interface has one",
      serving({}, { extensions: ["subjectAltName=DNS:worker-0,IP:10.128.0.2"] }),
      "names IP:10.128.0.2",
    ],
    [
      "a URI",
      serving({}, { extensions: ["subjectAltName=DNS:worker-0,URI:https://worker-0"] }),
      "names URI:https://worker-0",
    ],
    [
      "a name that reads like an address",
      serving({}, { extensions: ["subjectAltName=DNS:10.90.0.21"] }),
      "names DNS:10.90.0.21",
    ],
  ],
};

describe("the rules of OpenShift's nodes", () => {
  it("each say why", () => {
    for (const { why } of [...Object.values(clientRules), ...Object.values(servingRules)])
      expect(why.length).toBeGreaterThan(20);
  });

  it.each(casesOf(deviatingClients))(
    "client, %s: a request for or by %s deviates in this alone",
    (_, __, asked, named) => {
      expect(deviationsOf(read(asked), joining, [], clientRules)).toEqual([expect.stringContaining(named)]);
    },
  );

  it.each(casesOf(deviatingServers))(
    "serving, %s: a request for or by %s deviates in this alone",
    (_, __, asked, named) => {
      expect(deviationsOf(read(asked), registered, [], servingRules)).toEqual([
        expect.stringContaining(named),
      ]);
    },
  );

  it("need: a node that is registered, Ready or not, has its certificate", () => {
    expect(deviationsOf(read(client()), registered, [], clientRules)).toEqual([
      "the node is registered and has its certificate",
    ]);
  });

  it("key: a node for which a request was approved has no second key", () => {
    expect(
      deviationsOf(read(client()), joining, [{ key: "another", request: "csr-0" }], clientRules),
    ).toEqual(["a second key: csr-0 was approved with another"]);
  });

  it("find nothing in what kubelets send, with key encipherment or without, whatever part of its names is asked for", () => {
    const rsa = ["digital signature", "key encipherment"];
    for (const asked of [client(), client({ usages: [...rsa, "client auth"] })])
      expect(deviationsOf(read(asked), joining, [], clientRules)).toEqual([]);
    for (const asked of [
      serving(),
      serving({ usages: [...rsa, "server auth"] }),
      serving({}, { extensions: ["subjectAltName=DNS:worker-0.okd.example.com"] }),
      serving({}, { extensions: ["subjectAltName=critical,IP:10.90.0.21"] }),
    ])
      expect(deviationsOf(read(asked), registered, [], servingRules)).toEqual([]);
  });

  it("names: a serving certificate without any is worth nothing", () => {
    const asked = serving({}, { extensions: [] });
    expect(deviationsOf(read(asked), registered, [], servingRules)).toEqual([
      "extensions none, expected subjectAltName",
      expect.stringMatching(/^names none, expected of/),
    ]);
  });
});

describe("sansOf", () => {
  it("has every name and address of the plan, addresses as a request's are written", () => {
    expect(sansOf({ ...machine, addresses: ["10.90.0.21", "FD90:0::21"] })).toEqual([
      "DNS:worker-0",
      "DNS:worker-0.okd.example.com",
      "IP:10.90.0.21",
      "IP:10.90.0.21",
      "IP:fd90::21",
    ]);
  });
});

describe("judge, for a node of OpenShift", () => {
  it("approves the first certificate, and the serving one when the node is registered", () => {
    expect(verdicts(joining, client())).toEqual(["approve"]);
    expect(verdicts(registered, serving())).toEqual(["approve"]);
  });

  it("approves a serving certificate that is asked for in the moment before the node is registered", () => {
    expect(verdicts(joining, serving())).toEqual(["approve"]);
  });

  it("approves several keys of a node's servers: the node has shown who it is", () => {
    expect(verdicts(registered, settled(serving(), "Approved"), serving(), serving())).toEqual([
      "approve",
      "approve",
    ]);
  });

  it("denies several keys of a first certificate, and a second one after one was approved", () => {
    expect(verdicts(joining, client(), client())).toEqual([
      expect.stringMatching(/^2 different keys/),
      expect.stringMatching(/^2 different keys/),
    ]);
    expect(verdicts(joining, settled(client(), "Approved"), client())).toEqual([
      "a second key: csr-0 was approved with another",
    ]);
  });

  it("does not take a request to another signer, which somebody else approved, for the node's key", () => {
    const other = client({ signerName: "kubernetes.io/kube-apiserver-client" });
    expect(verdicts(joining, settled(other, "Approved"), client())).toEqual(["approve"]);
  });

  it("denies what anybody else asks for in the node's name, to either signer", () => {
    const [first, second] = verdicts(
      joining,
      client({ username: "system:admin", groups: ["system:masters"] }),
      serving({ username: "system:admin", groups: ["system:masters"] }),
    );
    expect(first).toMatch(/^requester system:admin, .*; requester's groups system:masters, /);
    expect(second).toMatch(/^requester system:admin, .*; requester's groups system:masters, /);
  });

  it("denies what a node asks for as itself to a signer that is no node's", () => {
    const signerName = "kubernetes.io/kube-apiserver-client";
    expect(verdicts(registered, serving({ signerName }))).toEqual([
      `signer ${signerName}, expected kubernetes.io/kubelet-serving`,
    ]);
  });

  it("denies a node that asks for the serving certificate of another name", () => {
    const subject = "/O=system:nodes/CN=system:node:master-0";
    expect(verdicts(registered, serving({}, { subject }))).toEqual([
      expect.stringMatching(/^subject .*master-0, /),
    ]);
  });

  it("leaves a machine of another name to its own gate: all machines ask in one name", () => {
    const subject = "/O=system:nodes/CN=system:node:master-0";
    expect(verdicts(joining, client({}, { subject }))).toEqual([]);
    const other = serving({ username: "system:node:master-0" }, { subject });
    expect(verdicts(registered, other)).toEqual([]);
  });

  it("leaves a node's renewal of its client certificate to the controller manager", () => {
    const renewal = client({
      username: "system:node:worker-0",
      groups: ["system:nodes", "system:authenticated"],
    });
    expect(verdicts(registered, renewal)).toEqual([]);
  });

  it("leaves what somebody has decided on, and tells an approved key again", () => {
    const key = kubeletKey();
    expect(verdicts(registered, settled(client(), "Approved"), settled(serving(), "Denied"))).toEqual([]);
    expect(verdicts(joining, settled(client({}, { key }), "Approved"), client({}, { key }))).toEqual([
      "approve",
    ]);
  });
});

function casesOf(table: Readonly<Record<string, readonly Case[]>>) {
  return Object.entries(table).flatMap(([rule, cases]) => cases.map((each) => [rule, ...each] as const));
}

/** "approve", or the reason for which it was denied, for each open request. */
function verdicts(node: ServingNode, ...requests: readonly V1CertificateSigningRequest[]): readonly string[] {
  return judge(requests, node, openshiftKinds).map(({ verdict }) =>
    verdict.verdict === "deny" ? verdict.reason : verdict.verdict,
  );
}
