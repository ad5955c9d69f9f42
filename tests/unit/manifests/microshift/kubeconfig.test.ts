import { parse } from "yaml";
import { playedKubeconfig } from "../../../support/microshift-access";
import { credentialOf, reachedAt } from "../../../../manifests/microshift/kubeconfig";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("a kubeconfig of MicroShift", () => {
  it("proves its user by a certificate and its key", () => {
    expect(credentialOf(playedKubeconfig)).toEqual({
      certificatePem: "certificate",
      keyPem: "key",
      authorityPem: "authority",
    });
  });

  it("reaches the API elsewhere, by a name that its certificate has, and is otherwise the same", () => {
    const elsewhere: unknown = parse(
      reachedAt(playedKubeconfig, { url: "https://127.0.0.1:20001", serverName: "api.edge.example" }),
    );
    expect(elsewhere).toEqual({
      ...(parse(playedKubeconfig) as object),
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

  it("reaches the API at another address that its certificate has", () => {
    const own = reachedAt(playedKubeconfig, { url: "https://192.0.2.10:6443" });
    expect(parse(own)).toEqual(parse(playedKubeconfig.replace("10.90.0.100", "192.0.2.10")));
  });

  it.each(["", "none", "clusters: []\n", "a: [\n"])(
    "is refused where it has no clusters, without being shown: %j",
    (text) => {
      expect(() => reachedAt(text, { url: "https://192.0.2.10:6443" })).toThrow(/has no clusters/);
    },
  );

  it.each([
    ["has no user", playedKubeconfig.replace(/users:[^]*/, "users: []\n")],
    [
      "has a token instead of a certificate",
      playedKubeconfig.replace(/client-certificate-data.*/, "token: x"),
    ],
    ["is no kubeconfig", "none\n"],
  ])("is refused that %s", (_, text) => {
    expect(() => credentialOf(text)).toThrow();
  });
});
