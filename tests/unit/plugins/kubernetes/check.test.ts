import { check } from "../../../../plugins/kubernetes/check";
import type { CheckRequest } from "../../../../plugins/shared/provider";
import type { Properties } from "../../../../plugins/shared/values";
import { secret, UNKNOWN } from "../../../../plugins/shared/values";
import { closedPort, kubeconfigOf, recorded, serving, sessionOf, silent } from "./support";

const request = (news: Properties, olds: Properties = {}): CheckRequest => ({
  ...{ urn: "u", type: "kubernetes:core/v1:ConfigMap", name: "one" },
  ...{ olds, news, randomSeed: new Uint8Array([1]) },
});
const configMap = (metadata?: Properties) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  ...(metadata && { metadata }),
});
const offline = sessionOf({ namespace: "given" });
const metadataOf = async (object: Properties, olds: Properties = {}, session = offline) =>
  (await check(session, request(object, olds), silent())).inputs["metadata"];

describe("checking an object", () => {
  it("gives it the provider's namespace, if it names none or one that is not known", async () => {
    expect(await metadataOf(configMap({ name: "cm" }))).toEqual({ name: "cm", namespace: "given" });
    expect(await metadataOf(configMap({ name: "cm", namespace: UNKNOWN }))).toEqual({
      name: "cm",
      namespace: "given",
    });
    expect(await metadataOf(configMap({ name: "cm", namespace: "own" }))).toEqual({
      name: "cm",
      namespace: "own",
    });
  });
  it("gives it else the namespace of the kubeconfig's context, else the default one", async () => {
    const session = sessionOf({ kubeconfig: kubeconfigOf("https://127.0.0.1:1") });
    expect(await metadataOf(configMap({ name: "cm" }), {}, session)).toMatchObject({
      namespace: "from-context",
    });
    expect(
      await metadataOf(configMap({ name: "cm" }), {}, sessionOf({ kubeconfig: "nonsense" })),
    ).toMatchObject({
      namespace: "default",
    });
  });
  it("gives none to a cluster-wide kind", async () => {
    expect(await metadataOf({ apiVersion: "v1", kind: "Namespace", metadata: { name: "ns" } })).toEqual({
      name: "ns",
    });
  });
  it("names a new one, and keeps the name of an old one", async () => {
    const made = (await check(offline, request(configMap()), silent())).inputs;
    expect(made["metadata"]).toMatchObject({ name: expect.stringMatching(/^one-[0-9a-f]{8}$/) as string });
    expect(await metadataOf(configMap(), made)).toEqual(made["metadata"]);
  });
  it("keeps what is secret", async () => {
    const asked = { ...configMap({ name: "cm" }), data: { a: secret("s"), b: "plain" } };
    const { inputs } = await check(offline, request(asked), silent());
    expect(inputs["data"]).toEqual({ a: secret("s"), b: "plain" });
  });
});

describe("checking without asking the cluster", () => {
  it("is possible for built-in kinds, and for custom ones that are in the state", async () => {
    const server = await serving({});
    const session = sessionOf({ kubeconfig: kubeconfigOf(server.url.href) });
    const thing = { apiVersion: "example.org/v1", kind: "Thing", metadata: { name: "t" } };
    await check(session, request(configMap({ name: "cm" })), silent());
    await check(session, request(thing, { ...thing, metadata: { name: "t", namespace: "ns" } }), silent());
    await server.close();
    expect(server.asked).toEqual([]);
  });
});

describe("checking against a cluster that does not answer", () => {
  it("leaves the object as it is, if the provider says so", async () => {
    const kubeconfig = kubeconfigOf(`https://127.0.0.1:${await closedPort()}`);
    const session = sessionOf({ kubeconfig, skipUpdateUnreachable: "true" });
    const { log, lines } = recorded();
    const olds = configMap({ name: "cm", namespace: "ns" });
    const found = await check(session, request({ ...olds, data: { a: "2" } }, olds), { ...silent(), log });
    expect(found.inputs).toEqual(olds);
    expect(lines).toEqual([
      "warning: Cluster is unreachable but skipUpdateUnreachable flag is set to true, skipping...",
    ]);
  });
});
