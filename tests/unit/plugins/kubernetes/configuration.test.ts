import { checkConfig, diffConfig } from "../../../../plugins/kubernetes/configuration";
import type { Difference, DiffRequest } from "../../../../plugins/shared/provider";
import type { Properties } from "../../../../plugins/shared/values";
import { secret, UNKNOWN } from "../../../../plugins/shared/values";

const kubeconfig = (server: string, name = "one") =>
  JSON.stringify({
    "current-context": name,
    clusters: [{ name, cluster: { server } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    users: [{ name, user: { token: name } }],
  });
const here = { kubeconfig: secret(kubeconfig("https://127.0.0.1:6443")) };
const elsewhere = { kubeconfig: secret(kubeconfig("https://127.0.0.1:7443")) };

const diff = (olds: Properties, news: Properties): Promise<Difference> => {
  const request: DiffRequest = {
    ...{ urn: "u", type: "pulumi:providers:kubernetes", name: "k8s", id: "1" },
    ...{ olds, oldInputs: olds, news, ignoreChanges: [] },
  };
  return diffConfig(request);
};

describe("a changed provider", () => {
  it("is the same where nothing differs, be it written as a secret or not", async () => {
    const plain = { kubeconfig: kubeconfig("https://127.0.0.1:6443") };
    expect(await diff(here, plain)).toMatchObject({ changed: false });
  });
  it("is updated where the kubeconfig names the same server differently", async () => {
    const renamed = { kubeconfig: kubeconfig("https://127.0.0.1:6443", "two") };
    expect(await diff(here, renamed)).toMatchObject({ changed: true, keys: ["kubeconfig"], replaces: [] });
  });
  it("is replaced where the kubeconfig is one of another server", async () => {
    expect(await diff(here, elsewhere)).toMatchObject({ keys: ["kubeconfig"], replaces: ["kubeconfig"] });
  });
  it("is replaced where the kubeconfig is not known yet", async () => {
    const found = await diff(here, { kubeconfig: UNKNOWN });
    expect(found).toMatchObject({ keys: ["kubeconfig"], replaces: ["kubeconfig"] });
  });
  it("is updated where a kubeconfig cannot be read: it will fail where it is used", async () => {
    expect(await diff(here, { kubeconfig: "nonsense" })).toMatchObject({ changed: true, replaces: [] });
  });
});

describe("a clusterIdentifier", () => {
  it("that stays keeps the provider, whatever the kubeconfig says", async () => {
    const found = await diff({ ...here, clusterIdentifier: "x" }, { ...elsewhere, clusterIdentifier: "x" });
    expect(found).toMatchObject({ changed: true, replaces: [] });
  });
  it("that changes replaces it", async () => {
    const found = await diff({ ...here, clusterIdentifier: "x" }, { ...here, clusterIdentifier: "y" });
    expect(found.replaces).toEqual(["clusterIdentifier"]);
  });
  it("that is new leaves the decision to the kubeconfig", async () => {
    const found = await diff(here, { ...elsewhere, clusterIdentifier: "x" });
    expect([...(found.keys ?? [])].sort()).toEqual(["clusterIdentifier", "kubeconfig"]);
    expect(found.replaces).toEqual(["kubeconfig"]);
  });
});

describe("the check of a provider", () => {
  it("names each setting that is not offered", () => {
    const request = { urn: "u", type: "t", name: "k8s", olds: {}, randomSeed: new Uint8Array() };
    const { failures = [] } = checkConfig({
      ...request,
      news: { ...here, renderYamlToDirectory: secret("out") },
    });
    expect(failures.map(({ property }) => property)).toEqual(["renderYamlToDirectory"]);
  });
});
