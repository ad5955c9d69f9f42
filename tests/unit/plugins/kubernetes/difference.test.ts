import { difference } from "../../../../plugins/kubernetes/difference";
import { settingsOf } from "../../../../plugins/kubernetes/settings";
import type { DiffRequest } from "../../../../plugins/shared/provider";
import type { Properties } from "../../../../plugins/shared/values";
import { secret, UNKNOWN } from "../../../../plugins/shared/values";

const base = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "cm", namespace: "ns" } };
const request = (olds: Properties, news: Properties, more: Partial<DiffRequest> = {}): DiffRequest => ({
  ...{ urn: "u", type: "kubernetes:core/v1:ConfigMap", name: "one", id: "ns/cm" },
  ...{ olds, oldInputs: {}, news, ignoreChanges: [], ...more },
});
/** The state after `inputs` were written: with what the API server added. */
const state = (inputs: Properties, live: Properties = {}): Properties => ({
  ...inputs,
  metadata: { ...base.metadata, ...(inputs["metadata"] as Properties), uid: "1", managedFields: [] },
  ...live,
  __inputs: inputs,
});
const shown = (
  olds: Properties,
  news: Properties,
  more: Partial<DiffRequest> = {},
  settings: Properties = {},
) => {
  const { detailed, ...rest } = difference(settingsOf(settings), request(olds, news, more));
  return {
    ...rest,
    detailed: detailed.map(({ path, kind, inputDiff }) => `${path}: ${kind}${inputDiff ? " (input)" : ""}`),
  };
};
const none = { changed: false, detailed: [], replaces: [], deleteBeforeReplace: false };

describe("the difference of an unchanged object", () => {
  const inputs = { ...base, data: { a: "1" } };

  it("is none, whatever the API server and others added", () => {
    const live = { data: { a: "1", foreign: "x" }, status: { phase: "Active" } };
    expect(shown(state(inputs, live), inputs)).toEqual(none);
  });
  it("is none where a value has only become secret", () => {
    expect(shown(state(inputs), { ...base, data: { a: secret("1") } })).toEqual(none);
  });
  it("is none where the default namespace is left out", () => {
    const inDefault = { ...base, metadata: { name: "cm", namespace: "default" }, data: { a: "1" } };
    expect(shown(state(inDefault), { ...inDefault, metadata: { name: "cm" } })).toEqual(none);
  });
  it("is none where a cluster-wide object was given a namespace", () => {
    const role = { apiVersion: "example.org/v1", kind: "Thing", metadata: { name: "t" } };
    const olds = { ...role, metadata: { name: "t", uid: "1" }, __inputs: role };
    expect(shown(olds, { ...role, metadata: { name: "t", namespace: "ns" } })).toEqual(none);
  });
  it("is none where the API server dropped a false, an empty text, list or map", () => {
    const pod = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: base.metadata,
      spec: { hostNetwork: false, nodeSelector: {} },
    };
    expect(shown(state(pod, { spec: {} }), pod)).toEqual(none);
  });
  it("is none where a quantity is written differently", () => {
    const pod = (cpu: string) => ({
      ...base,
      kind: "Pod",
      spec: { containers: [{ resources: { limits: { cpu } } }] },
    });
    expect(shown(state(pod("1")), pod("1000m"))).toEqual(none);
  });
});

describe("the difference of a changed object", () => {
  const mutable = { enableConfigMapMutable: "true" };

  it("names a whole map that came or went, and the keys of one that changed", () => {
    const metadata = { ...base.metadata, labels: { l: "1" } };
    expect(shown(state(base), { ...base, metadata }).detailed).toEqual(["metadata.labels: add"]);
    expect(shown(state({ ...base, metadata }), base).detailed).toEqual(["metadata.labels: delete (input)"]);
    const other = { ...base.metadata, labels: { l: "2", m: "1" } };
    expect(shown(state({ ...base, metadata }), { ...base, metadata: other }).detailed).toEqual([
      "metadata.labels.l: update",
      "metadata.labels.m: add",
    ]);
  });
  it("shows what others changed once a refresh has seen it", () => {
    const inputs = { ...base, data: { a: "1" } };
    expect(shown(state(inputs, { data: { a: "changed" } }), inputs, {}, mutable).detailed).toEqual([
      "data.a: update",
    ]);
  });
  it("leaves out what the program ignores", () => {
    const olds = state({ ...base, data: { a: "1", b: "1" } });
    const news = { ...base, data: { a: "2", b: "2" } };
    expect(shown(olds, news, { ignoreChanges: ["data.a"] }, mutable).detailed).toEqual(["data.b: update"]);
    expect(shown(olds, news, { ignoreChanges: ["data"] }, mutable)).toEqual(none);
  });
  it("takes an unknown value for a change, and an unknown map for the loss of its keys", () => {
    const olds = state({ ...base, data: { a: "1" } });
    expect(shown(olds, { ...base, data: { a: UNKNOWN } }, {}, mutable).detailed).toEqual(["data.a: update"]);
    expect(shown(olds, { ...base, data: UNKNOWN }, {}, mutable).detailed).toEqual(["data.a: delete (input)"]);
  });
});

describe("a replacement", () => {
  const olds = state({ ...base, data: { a: "1" } });

  it("deletes first where the new object has the name of the old", () => {
    expect(shown(olds, { ...base, data: { a: "2" } })).toEqual({
      ...{ changed: true, detailed: ["data.a: updateReplace"], replaces: ["data.a"] },
      deleteBeforeReplace: true,
    });
  });
  it("creates first under another name or in another namespace", () => {
    for (const metadata of [
      { name: "other", namespace: "ns" },
      { name: "cm", namespace: "other" },
    ]) {
      const found = shown(olds, { ...base, metadata, data: { a: "1" } });
      expect(found.replaces).toHaveLength(1);
      expect(found.deleteBeforeReplace).toBe(false);
    }
  });
  it("creates first under an automatic name, which will be another", () => {
    const metadata = { ...base.metadata, annotations: { "pulumi.com/autonamed": "true" } };
    const found = shown(state({ ...base, metadata, data: { a: "1" } }), {
      ...base,
      metadata,
      data: { a: "2" },
    });
    expect(found).toMatchObject({ replaces: ["data.a"], deleteBeforeReplace: false });
  });
});
