import { closedPort, kubeconfigOf, serving, sessionOf } from "../support";

const thing = { apiVersion: "example.org/v1", kind: "Thing" };

describe("a cluster", () => {
  it("that nobody listens for says so in the official plugin's words", async () => {
    const port = await closedPort();
    const { cluster } = sessionOf({ kubeconfig: kubeconfigOf(`https://127.0.0.1:${port}`) });
    expect(await cluster.unreachableReason()).toBe(
      "unable to load schema information from the API server: " +
        `Get "https://127.0.0.1:${port}/openapi/v2?timeout=32s": dial tcp 127.0.0.1:${port}: connect: connection refused`,
    );
  });
  it("that cannot be asked serves nothing, and its kinds are taken to live in namespaces", async () => {
    const { cluster } = sessionOf({ kubeconfig: "nonsense" });
    expect(await cluster.serves(thing)).toBe(false);
    expect(await cluster.scopeOf(thing)).toBe("namespaced");
  });
  it("is asked only once whether it answers", async () => {
    const server = await serving({ "GET /api/v1": { resources: [] } });
    const kubeconfig = kubeconfigOf(server.url.href, { "insecure-skip-tls-verify": true });
    const { cluster } = sessionOf({ kubeconfig });
    const answers = [await cluster.isReachable(), await cluster.isReachable()];
    await server.close();
    expect(answers).toEqual([true, true]);
    expect(server.asked).toHaveLength(1);
  });
});
