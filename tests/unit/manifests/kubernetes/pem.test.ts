import { keyPairFiles, keyPairPaths } from "../../../../manifests/kubernetes/pem";

describe("the files of a certificate and its key", () => {
  const paths = keyPairPaths("/etc/kubernetes/etcd", "peer");

  it("lie beside each other", () => {
    expect(paths).toEqual({
      certificate: "/etc/kubernetes/etcd/peer.crt",
      key: "/etc/kubernetes/etcd/peer.key",
    });
  });

  it("are the certificate for all and the key for root alone", () => {
    expect(keyPairFiles(paths, { certificatePem: "c", keyPem: "k" })).toEqual([
      { path: paths.certificate, mode: 0o644, owner: "root", contents: "c" },
      { path: paths.key, mode: 0o600, owner: "root", contents: "k" },
    ]);
  });

  it("are the key for another user alone where that user's program reads it", () => {
    const [, key] = keyPairFiles(paths, { certificatePem: "c", keyPem: "k" }, "etcd");
    expect(key).toMatchObject({ mode: 0o600, owner: "etcd" });
  });
});
