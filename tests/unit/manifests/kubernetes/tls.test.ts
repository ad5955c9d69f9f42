import { tls, tlsFlags } from "../../../../manifests/kubernetes/tls";

describe("what servers agree on below TLS 1.3", () => {
  it("are keys made for one connection, and ciphers that notice a change", () => {
    for (const suite of tls.cipherSuites) expect(suite).toMatch(/^TLS_ECDHE_RSA_WITH_AES_\d+_GCM_SHA\d+$/);
  });

  it("has the one that HTTP/2 demands (RFC 9113, 9.2.2)", () => {
    expect(tls.cipherSuites).toContain("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
  });

  it("is told to programs by the flags that they share", () => {
    expect(Object.keys(tlsFlags)).toEqual(["tls-min-version", "tls-cipher-suites"]);
  });
});
