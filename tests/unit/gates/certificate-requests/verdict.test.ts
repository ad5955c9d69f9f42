import type { V1CertificateSigningRequest } from "@kubernetes/client-node";
import { judge } from "../../../../gates/certificate-requests/verdict";
import { certificateRequest, type RequestedCertificate } from "../../../support/certificate-request";

const joining = { name: "worker-0", joined: false };
const planned = "/O=system:nodes/CN=system:node:worker-0";

/** The request that the kubelet of worker-0 makes, with some of it changed. */
function request(
  spec: Partial<V1CertificateSigningRequest["spec"]> = {},
  asked: RequestedCertificate = { subject: planned },
): V1CertificateSigningRequest {
  return {
    metadata: { name: "node-csr-1" },
    spec: {
      signerName: "kubernetes.io/kube-apiserver-client-kubelet",
      username: "system:bootstrap:worker-0",
      groups: ["system:bootstrappers", "system:authenticated"],
      usages: ["digital signature", "client auth"],
      request: Buffer.from(certificateRequest(asked)).toString("base64"),
      ...spec,
    },
  };
}

describe("judge, for a node that joins", () => {
  it("approves exactly the request of the node's own kubelet", () => {
    expect(judge(request(), joining)).toEqual({ verdict: "approve" });
  });

  it("approves the usages that a kubelet with an RSA key asks for", () => {
    const usages = ["key encipherment", "digital signature", "client auth"];
    expect(judge(request({ usages }), joining)).toEqual({ verdict: "approve" });
  });

  it.each<[string, V1CertificateSigningRequest, string]>([
    ["another signer", request({ signerName: "kubernetes.io/kube-apiserver-client" }), "signer"],
    ["the serving signer", request({ signerName: "kubernetes.io/kubelet-serving" }), "signer"],
    [
      "another requester",
      request({ username: "system:bootstrap:worker-1" }),
      "requester system:bootstrap:worker-1",
    ],
    ["an administrator as requester", request({ username: "hardway:administrator" }), "requester hardway:"],
    ["no requester", request({ username: "" }), "requester"],
    [
      "a further group",
      request({ groups: ["system:bootstrappers", "system:authenticated", "system:masters"] }),
      "groups",
    ],
    ["no bootstrap group", request({ groups: ["system:authenticated"] }), "groups"],
    ["a server usage", request({ usages: ["digital signature", "client auth", "server auth"] }), "usages"],
    ["too few usages", request({ usages: ["digital signature"] }), "usages"],
    ["no usages", request({ usages: [] }), "usages none"],
    ["another node's name", request({}, { subject: "/O=system:nodes/CN=system:node:master-0" }), "subject"],
    ["a powerful group", request({}, { subject: "/O=system:masters/CN=system:node:worker-0" }), "subject"],
    ["a second group", request({}, { subject: `${planned}/O=system:masters` }), "subject"],
    ["a second name", request({}, { subject: `${planned}/CN=admin` }), "subject"],
    ["no group", request({}, { subject: "/CN=system:node:worker-0" }), "subject"],
    ["a further part of the name", request({}, { subject: `${planned}/OU=unit` }), "subject"],
    [
      "one attribute that reads like the two expected ones",
      request({}, { subject: "/CN=system:node:worker-0, O=system:nodes" }),
      "subject",
    ],
    [
      "alternative names",
      request({}, { subject: planned, extensions: ["subjectAltName=IP:10.90.0.5"] }),
      "extensions subjectAltName",
    ],
    [
      "a wish to be an authority",
      request({}, { subject: planned, extensions: ["basicConstraints=CA:TRUE"] }),
      "extensions basicConstraints",
    ],
    [
      "bytes that are no request",
      request({ request: Buffer.from("no request").toString("base64") }),
      "PKCS#10",
    ],
  ])("denies %s", (_, deviating, reason) => {
    expect(judge(deviating, joining)).toEqual({
      verdict: "deny",
      reason: expect.stringContaining(reason) as string,
    });
  });

  it("denies a further request once the node is Ready: its kubelet renews with what it has", () => {
    const verdict = judge(request(), { ...joining, joined: true });
    expect(verdict).toEqual({ verdict: "deny", reason: "the node is Ready and has its certificate" });
  });

  it("names all deviations at once", () => {
    const verdict = judge(request({ usages: ["any"], groups: [] }, { subject: "/CN=root" }), joining);
    expect(verdict).toMatchObject({
      verdict: "deny",
      reason: expect.stringMatching(/groups.*usages.*subject/) as string,
    });
  });

  it("leaves other nodes' requests to their gates (trap P12: approve by signer and name, not what comes first)", () => {
    const others = request(
      { username: "system:bootstrap:master-0" },
      { subject: "/O=system:nodes/CN=system:node:master-0" },
    );
    expect(judge(others, joining)).toEqual({ verdict: "leave" });
  });

  it("leaves a node's renewal of its own certificate to the controller manager", () => {
    const renewal = request({
      username: "system:node:worker-0",
      groups: ["system:nodes", "system:authenticated"],
    });
    expect(judge(renewal, joining)).toEqual({ verdict: "leave" });
  });

  it.each(["Approved", "Denied", "Failed"])("leaves a request that is %s as it is", (type) => {
    const { metadata, spec } = request();
    const settled = { metadata: metadata ?? {}, spec, status: { conditions: [{ type, status: "True" }] } };
    expect(judge(settled, joining)).toEqual({ verdict: "leave" });
  });
});
