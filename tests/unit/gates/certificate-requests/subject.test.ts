import { createHash, createPublicKey } from "node:crypto";
import { readRequest } from "../../../../gates/certificate-requests/subject";
import { certificateRequest, kubeletKey } from "../../../support/certificate-request";

describe("readRequest", () => {
  it("reads the subject of a request with an ECDSA key, as kubelets make them", () => {
    const pem = certificateRequest({ subject: "/O=system:nodes/CN=system:node:worker-0" });
    expect(readRequest(pem)).toEqual({
      subject: ["O=system:nodes", "CN=system:node:worker-0"],
      extensions: [],
      sans: [],
      key: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  it("knows a key again, whatever is asked for with it", () => {
    const key = kubeletKey();
    const spki = createPublicKey(key).export({ type: "spki", format: "der" });
    const digest = createHash("sha256").update(spki).digest("hex");
    expect(readRequest(certificateRequest({ subject: "/CN=one", key }))?.key).toBe(digest);
    expect(readRequest(certificateRequest({ subject: "/CN=two", key }))?.key).toBe(digest);
    expect(readRequest(certificateRequest({ subject: "/CN=one" }))?.key).not.toBe(digest);
  });

  it("reads every attribute, in joint parts of the subject too", () => {
    const pem = certificateRequest({ subject: "/O=one/O=two/CN=name+OU=unit/L=town" });
    expect(readRequest(pem)?.subject).toEqual(["O=one", "O=two", "CN=name", "OU=unit", "localityName=town"]);
  });

  it("reads letters beyond ASCII as they are, so that none passes for another", () => {
    const pem = certificateRequest({ subject: "/CN=system:node:wörker-0" });
    expect(readRequest(pem)?.subject).toEqual(["CN=system:node:wörker-0"]);
  });

  it("names the extensions that are asked for", () => {
    const extensions = ["subjectAltName=DNS:api.example.com", "basicConstraints=CA:TRUE"];
    const pem = certificateRequest({ subject: "/CN=name", extensions });
    expect(readRequest(pem)?.extensions).toEqual(["subjectAltName", "basicConstraints"]);
  });

  it("reads the alternative names of every kind, addresses as this project writes them", () => {
    const names =
      "DNS:worker-0,IP:10.90.0.21,IP:FD90:0:0:0::21,email:a@example.com,URI:spiffe://a,RID:1.2.3.4";
    const pem = certificateRequest({ subject: "/CN=name", extensions: [`subjectAltName=critical,${names}`] });
    expect(readRequest(pem)?.sans).toEqual([
      "DNS:worker-0",
      "IP:10.90.0.21",
      "IP:fd90::21",
      "email:a@example.com",
      "URI:spiffe://a",
      "kind 8",
    ]);
  });

  it.each([
    ["nothing", ""],
    ["no Base64", "-----BEGIN CERTIFICATE REQUEST-----\n?!\n-----END CERTIFICATE REQUEST-----"],
    ["no ASN.1", "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----"],
    [
      "ASN.1 of something else",
      "-----BEGIN CERTIFICATE REQUEST-----\nMAMCAQE=\n-----END CERTIFICATE REQUEST-----",
    ],
  ])("has no names for %s", (_, pem) => {
    expect(readRequest(pem)).toBeUndefined();
  });
});
