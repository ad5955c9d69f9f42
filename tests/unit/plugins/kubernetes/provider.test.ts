import { kubernetesProvider } from "../../../../plugins/kubernetes/provider";
import type { Properties } from "../../../../plugins/shared/values";
import { closedPort, kubeconfigOf, recorded, serving, silent } from "./support";

const resource = { urn: "u", type: "kubernetes:core/v1:ConfigMap", name: "one" };
const inputs = {
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "cm", namespace: "ns" },
  data: { a: "1" },
};
const state = { ...inputs, __inputs: inputs };
const existing = { ...resource, id: "ns/cm", oldInputs: inputs, timeoutSeconds: 0 };
const seed = new Uint8Array([1]);

async function configured(configuration: Properties) {
  const provider = kubernetesProvider();
  await provider.configure?.(configuration, silent());
  return provider;
}
const dead = async (more: Properties = {}) =>
  configured({ kubeconfig: kubeconfigOf(`https://127.0.0.1:${await closedPort()}`), ...more });

describe("an up that changes nothing", () => {
  it("never opens a connection to the cluster", async () => {
    const server = await serving({});
    const provider = await configured({ kubeconfig: kubeconfigOf(server.url.href) });
    const checked = await provider.check(
      { ...resource, olds: inputs, news: inputs, randomSeed: seed },
      silent(),
    );
    const diff = { ...existing, olds: state, news: checked.inputs, ignoreChanges: [] };
    expect(await provider.diff(diff, silent())).toMatchObject({ changed: false });
    await server.close();
    expect(server.asked).toEqual([]);
  });
});

describe("a cluster that does not answer", () => {
  const creating = { ...resource, inputs, timeoutSeconds: 0 };

  it("does not stop a preview, which then knows the inputs only", async () => {
    const provider = await dead();
    expect(await provider.create({ ...creating, preview: true }, silent())).toEqual({
      id: "",
      outputs: inputs,
    });
    const updating = { ...existing, olds: state, news: inputs, ignoreChanges: [], preview: true };
    expect(await provider.update(updating, silent())).toEqual(inputs);
  });
  it("fails what needs it, with the address", async () => {
    const provider = await dead();
    const failing = provider.create({ ...creating, preview: false }, silent());
    await expect(failing).rejects.toThrow(
      /configured Kubernetes cluster is unreachable: .*127\.0\.0\.1:\d+.*refused/,
    );
  });
  it("keeps its objects in the state, and says how to forget them", async () => {
    const provider = await dead();
    const { log, lines } = recorded();
    const context = { ...silent(), log };
    await expect(provider.delete({ ...existing, outputs: state }, context)).rejects.toThrow(
      "PULUMI_K8S_DELETE_UNREACHABLE",
    );
    await expect(
      provider.read({ ...resource, id: "ns/cm", inputs, outputs: state }, context),
    ).rejects.toThrow("PULUMI_K8S_DELETE_UNREACHABLE");
    expect(lines.map((line) => line.slice(0, 53))).toEqual(
      Array(2).fill("warning: configured Kubernetes cluster is unreachable"),
    );
  });
  it("is forgotten with its objects, if the provider says so", async () => {
    const provider = await dead({ deleteUnreachable: "true" });
    await expect(provider.delete({ ...existing, outputs: state }, silent())).resolves.toBeUndefined();
    expect(
      await provider.read({ ...resource, id: "ns/cm", inputs, outputs: state }, silent()),
    ).toBeUndefined();
  });
});
