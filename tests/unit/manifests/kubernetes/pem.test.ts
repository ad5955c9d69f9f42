import { keyPairFiles, keyPairPaths } from "../../../../manifests/kubernetes/pem";

describe("the files of a certificate and its key", () => {
  const paths = keyPairPaths("/etc/kubernetes/etcd", "peer");

  it("lie beside each other", () => {
    expect(paths).toEqual({
      certificate: "/etc/kubernetes/etcd/peer.crt",
      key: "/etc/kubernetes/etcd/peer.key",
    });
  });

  it("are readable by all and by root alone", () => {
    expect(keyPairFiles(paths, { certificatePem: "c", keyPem: "k" })).toEqual([
      { path: paths.certificate, mode: 0o644, contents: "c" },
      { path: paths.key, mode: 0o600, contents: "k" },
    ]);
  });
});
