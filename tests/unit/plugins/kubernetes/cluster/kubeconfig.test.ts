import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { Agent } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectionOf, loadKubeconfig } from "../../../../../plugins/kubernetes/cluster/kubeconfig";
import type { KubeconfigSettings } from "../../../../../plugins/kubernetes/cluster/kubeconfig";
import { kubeconfigOf } from "../support";

const contents = kubeconfigOf("https://127.0.0.1:6443", { "certificate-authority-data": "Q0E=" });
const load = (given: Partial<KubeconfigSettings>) =>
  loadKubeconfig({ kubeconfig: contents, context: undefined, ...given });

describe("a kubeconfig", () => {
  it("is given by its contents or by a path", async () => {
    const folder = mkdtempSync(join(tmpdir(), "kubeconfig-"));
    const file = join(folder, "config");
    writeFileSync(file, contents);
    const servers = [await load({}), await load({ kubeconfig: file })].map(
      (one) => one.getCurrentCluster()?.server,
    );
    rmSync(folder, { recursive: true });
    expect(servers).toEqual(["https://127.0.0.1:6443", "https://127.0.0.1:6443"]);
  });
  it.each([
    ["is none", { kubeconfig: "nonsense" }, "no context"],
    ["has no such context", { context: "other" }, 'no context "other"'],
    [
      "has no such cluster",
      { kubeconfig: contents.replace('"cluster":"one"', '"cluster":"other"') },
      'no cluster "other"',
    ],
  ])("that %s fails with what is wrong", async (_, given, message) => {
    await expect(load(given)).rejects.toThrow(message);
  });
  it("that is nowhere to be found is not taken for one of localhost", async () => {
    const { HOME, KUBECONFIG } = process.env;
    process.env["HOME"] = "/nonexistent";
    delete process.env["KUBECONFIG"];
    const loading = load({ kubeconfig: undefined });
    await expect(loading).rejects.toThrow("no kubeconfig");
    if (HOME !== undefined) process.env["HOME"] = HOME;
    if (KUBECONFIG !== undefined) process.env["KUBECONFIG"] = KUBECONFIG;
  });
});

describe("the connection of a kubeconfig", () => {
  it("has the server, the login and connections that are kept", async () => {
    const { server, headers, agent } = await connectionOf(await load({}));
    expect(server.href).toBe("https://127.0.0.1:6443/");
    expect(headers).toEqual({ Authorization: "Bearer t0ken" });
    expect((agent as Agent).options).toMatchObject({ keepAlive: true, ca: Buffer.from("CA") });
  });
  it("expects the certificate of the name that a kubeconfig says, when its server is a forwarded port", async () => {
    const forwarded = kubeconfigOf("https://127.0.0.1:6443", { "tls-server-name": "api.edge.test" });
    const { server, agent } = await connectionOf(await load({ kubeconfig: forwarded }));
    expect(server.href).toBe("https://127.0.0.1:6443/");
    expect((agent as Agent).options).toMatchObject({ keepAlive: true, servername: "api.edge.test" });
  });
});
