import { readFileSync } from "node:fs";
import { refuse, refusedSettings } from "../../../../plugins/kubernetes/refusals";
import type { Properties } from "../../../../plugins/shared/values";

const resource = (type: string) => ({ urn: `urn:pulumi:dev::p::${type}::one`, type, name: "one" });
const refusing = (type: string, object: Properties) => () => {
  refuse(
    { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "n", namespace: "ns" }, ...object },
    resource(type),
  );
};

describe("what is not offered", () => {
  it.each([
    ["a Patch resource", "kubernetes:core/v1:ConfigMapPatch", {}],
    ["a List resource", "kubernetes:core/v1:ConfigMapList", { kind: "ConfigMapList", items: [] }],
    ["Helm", "kubernetes:helm.sh/v3:Release", {}],
    [
      "an object of kind StatefulSet",
      "kubernetes:apps/v1:StatefulSet",
      { apiVersion: "apps/v1", kind: "StatefulSet" },
    ],
    [
      "pulumi.com/waitFor",
      "kubernetes:core/v1:ConfigMap",
      { metadata: { annotations: { "pulumi.com/waitFor": "x" } } },
    ],
    [
      "pulumi.com/deletionPropagationPolicy",
      "kubernetes:core/v1:ConfigMap",
      { metadata: { annotations: { "pulumi.com/deletionPropagationPolicy": "orphan" } } },
    ],
  ])("is an error that names it, where it stands and the remedy: %s", (what, type, object) => {
    expect(refusing(type, object)).toThrow(what);
    expect(refusing(type, object)).toThrow("::one");
    expect(refusing(type, object)).toThrow("Install the official plugin");
  });
});

describe("what is offered", () => {
  it("is a custom kind of the name of a built-in one that is not", () => {
    const ingress = { apiVersion: "config.openshift.io/v1", kind: "Ingress" };
    expect(refusing("kubernetes:config.openshift.io/v1:Ingress", ingress)).not.toThrow();
  });
  it("is a custom kind that only sounds like a patch or a list", () => {
    expect(refusing("kubernetes:example.org/v1:HotPatch", { kind: "HotPatch" })).not.toThrow();
    expect(refusing("kubernetes:example.org/v1:WatchList", { kind: "WatchList" })).not.toThrow();
  });
});

describe("a provider setting that is not offered", () => {
  it("fails by its name", () => {
    const failures = refusedSettings(
      {
        renderYamlToDirectory: "out",
        enableServerSideApply: "false",
        enablePatchForce: "true",
        cluster: "other",
      },
      "urn",
    );
    expect(failures.map(({ property }) => property)).toEqual([
      "enableServerSideApply",
      "enablePatchForce",
      "cluster",
      "renderYamlToDirectory",
    ]);
  });
  it("fails by the name of its environment variable", () => {
    const [failure] = refusedSettings({}, "urn", { PULUMI_K8S_AWAIT_ALL: "true" });
    expect(failure?.reason).toContain("the environment variable PULUMI_K8S_AWAIT_ALL");
  });
  it("is any that the SDK has, but for those that are offered or only silence warnings", () => {
    const sdk = readFileSync(require.resolve("@pulumi/kubernetes/provider.js"), "utf8");
    const known = new Set([...sdk.matchAll(/resourceInputs\["(\w+)"\]/g)].map(([, name = ""]) => name));
    const accepted = [...known].filter(
      (name) => refusedSettings({ [name]: "other" }, "urn", {}).length === 0,
    );
    expect(accepted.sort()).toEqual([
      "clusterIdentifier",
      "context",
      "deleteUnreachable",
      "enableConfigMapMutable",
      "enableSecretMutable",
      "kubeconfig",
      "namespace",
      "skipUpdateUnreachable",
      "suppressDeprecationWarnings",
      "suppressHelmHookWarnings",
      "upsertExistingObjects",
    ]);
  });
  it("is accepted with the value that changes nothing", () => {
    expect(
      refusedSettings({ renderYamlToDirectory: "", enableServerSideApply: "true", strictMode: null }, "urn"),
    ).toEqual([]);
  });
});
