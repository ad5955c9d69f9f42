import type { V1CertificateSigningRequest } from "@kubernetes/client-node";
import { deviationsOf, joinWindow, type RuleName, rules } from "../../../../gates/certificate-requests/rules";
import { readRequest } from "../../../../gates/certificate-requests/subject";
import { joining, madeAgo, now, planned, request } from "./requests";

/** What is sent, and what its deviation must name. */
type Case = readonly [what: string, request: V1CertificateSigningRequest, named: string];

/** Every rule has its cases here: the type asks for them. Those of `need` and `key` follow below. */
const deviating: Readonly<Record<Exclude<RuleName, "need" | "key">, readonly Case[]>> = {
  time: [
    [
      "one that nobody waits for any more",
      madeAgo(joinWindow.past + 1),
      "made 15m ago, expected at most 15m",
    ],
    ["one of last night", madeAgo(8 * 3_600_000), "made 480m ago"],
    ["one from the future", madeAgo(-joinWindow.future - 1), "made 10 s ahead of this machine's clock"],
    ["one without a time", { metadata: { name: "csr-1" }, spec: request().spec }, "does not say when"],
  ],
  signer: [
    ["the signer of all clients", request({ signerName: "kubernetes.io/kube-apiserver-client" }), "signer"],
    ["the signer of kubelets' servers", request({ signerName: "kubernetes.io/kubelet-serving" }), "signer"],
  ],
  requester: [
    ["another machine", request({ username: "system:bootstrap:worker-1" }), "system:bootstrap:worker-1"],
    ["an administrator", request({ username: "hardway:administrator" }), "hardway:administrator"],
    ["nobody", request({ username: "" }), "requester , expected"],
    ["no name at all", request({ username: undefined }), "requester , expected"],
  ],
  groups: [
    [
      "a powerful group more",
      request({ groups: ["system:bootstrappers", "system:authenticated", "system:masters"] }),
      "groups system:bootstrappers + system:authenticated + system:masters, expected",
    ],
    ["no bootstrap group", request({ groups: ["system:authenticated"] }), "groups system:authenticated"],
    ["no groups", request({ groups: undefined }), "groups none"],
  ],
  usages: [
    ["a server's", request({ usages: ["digital signature", "client auth", "server auth"] }), "server auth"],
    ["too few", request({ usages: ["digital signature"] }), "usages digital signature, expected"],
    ["none", request({ usages: [] }), "usages none"],
  ],
  period: [
    [
      "a longer one",
      request({ expirationSeconds: 315_360_000 }),
      "expirationSeconds 315360000, expected none",
    ],
    ["a shorter one", request({ expirationSeconds: 600 }), "expirationSeconds 600, expected none"],
  ],
  form: [["what is no request", request({ request: Buffer.from("?").toString("base64") }), "PKCS#10"]],
  subject: [
    ["another node", request({}, { subject: "/O=system:nodes/CN=system:node:master-0" }), "master-0"],
    ["a powerful group", request({}, { subject: "/O=system:masters/CN=system:node:worker-0" }), "masters"],
    ["a second group", request({}, { subject: `${planned}/O=system:masters` }), "system:masters"],
    ["a second name", request({}, { subject: `${planned}/CN=admin` }), "CN=admin"],
    ["no group", request({}, { subject: "/CN=system:node:worker-0" }), "subject CN=system:node:worker-0,"],
    ["a further part of the name", request({}, { subject: `${planned}/OU=unit` }), "OU=unit"],
    [
      "one attribute that reads like the two expected ones",
      request({}, { subject: "/CN=system:node:worker-0, O=system:nodes" }),
      "subject",
    ],
  ],
  extensions: [
    ["an address", request({}, { extensions: ["subjectAltName=IP:10.90.0.5"] }), "subjectAltName"],
    ["an authority", request({}, { extensions: ["basicConstraints=CA:TRUE"] }), "basicConstraints"],
  ],
};

describe("the rules", () => {
  it("each say why", () => {
    for (const { why } of Object.values(rules)) expect(why.length).toBeGreaterThan(20);
  });

  it.each(
    Object.entries(deviating).flatMap(([rule, cases]) => cases.map((each) => [rule, ...each] as const)),
  )("%s: a request for or by %s deviates in this alone", (_, __, asked, named) => {
    expect(deviations(asked)).toEqual([expect.stringContaining(named)]);
  });

  it("need: a node that is Ready needs no further certificate", () => {
    const ready = { ...joining, joined: true };
    expect(deviationsOf(read(request()), ready, [])).toEqual(["the node is Ready and has its certificate"]);
  });

  it("key: a node for which a request was approved has no second key", () => {
    const asked = read(request());
    const key = asked.contents?.key ?? "";
    expect(deviationsOf(asked, joining, [{ key, request: "csr-0" }])).toEqual([]);
    expect(deviationsOf(asked, joining, [{ key: "another", request: "csr-0" }])).toEqual([
      "a second key: csr-0 was approved with another",
    ]);
  });

  it("find nothing in what kubelets send, whichever key they have, up to the edges of the join window", () => {
    expect(deviations(request())).toEqual([]);
    expect(deviations(request({ usages: ["key encipherment", "digital signature", "client auth"] }))).toEqual(
      [],
    );
    expect(deviations(madeAgo(joinWindow.past))).toEqual([]);
    expect(deviations(madeAgo(-joinWindow.future))).toEqual([]);
  });

  it("are all named at once, in their order", () => {
    const asked = request({ usages: ["any"], groups: [], expirationSeconds: 600 }, { subject: "/CN=root" });
    const late = { ...joining, joined: true, at: new Date(now.getTime() + 3_600_000) };
    expect(deviationsOf(read(asked), late, []).map((each) => each.split(" ")[0])).toEqual([
      "the",
      "made",
      "requester's",
      "usages",
      "expirationSeconds",
      "subject",
    ]);
  });
});

function read(asked: V1CertificateSigningRequest) {
  return {
    request: asked,
    contents: readRequest(Buffer.from(asked.spec.request, "base64").toString("latin1")),
  };
}

function deviations(asked: V1CertificateSigningRequest): readonly string[] {
  return deviationsOf(read(asked), joining, []);
}
