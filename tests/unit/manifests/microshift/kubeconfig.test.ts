import { parse } from "yaml";
import { credentialOf, reachedBy } from "../../../../manifests/microshift/kubeconfig";

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const kubeconfig = `apiVersion: v1
kind: Config
clusters:
- cluster:
    certificate-authority-data: ${base64("authority")}
    server: https://10.90.0.100:6443
  name: microshift
contexts:
- context: {cluster: microshift, namespace: default, user: user}
  name: microshift
current-context: microshift
users:
- name: user
  user:
    client-certificate-data: ${base64("certificate")}
    client-key-data: ${base64("key")}
`;

describe("a kubeconfig of MicroShift", () => {
  it("proves its user by a certificate and its key", () => {
    expect(credentialOf(kubeconfig)).toEqual({
      certificatePem: "certificate",
      keyPem: "key",
      authorityPem: "authority",
    });
  });

  it("reaches the API elsewhere, by a name that its certificate has, and is otherwise the same", () => {
    const elsewhere: unknown = parse(
      reachedBy(kubeconfig, { url: "https://127.0.0.1:20001", serverName: "api.edge.example" }),
    );
    expect(elsewhere).toEqual({
      ...(parse(kubeconfig) as object),
      clusters: [
        {
          name: "microshift",
          cluster: {
            "certificate-authority-data": base64("authority"),
            server: "https://127.0.0.1:20001",
            "tls-server-name": "api.edge.example",
          },
        },
      ],
    });
  });

  it.each([
    ["has no user", kubeconfig.replace(/users:[^]*/, "users: []\n")],
    ["has a token instead of a certificate", kubeconfig.replace(/client-certificate-data.*/, "token: x")],
    ["is no kubeconfig", "none\n"],
  ])("is refused that %s", (_, text) => {
    expect(() => credentialOf(text)).toThrow();
  });
});
