import {
  nameAsBefore,
  namespaceOf,
  nameNew,
  refuseGenerateName,
} from "../../../../plugins/kubernetes/naming";
import type { Metadata } from "../../../../plugins/kubernetes/objects";
import { UNKNOWN } from "../../../../plugins/shared/values";

const object = (metadata: Metadata = {}) => ({ apiVersion: "v1", kind: "ConfigMap", metadata });
const seed = new Uint8Array([1, 2, 3]);

describe("a new object without a name", () => {
  it("is called after the resource, with eight hex digits, and marked as named by us", () => {
    const { metadata } = nameNew(object({ namespace: "ns" }), "one", seed);
    expect(metadata.name).toMatch(/^one-[0-9a-f]{8}$/);
    expect(metadata.annotations).toEqual({ "pulumi.com/autonamed": "true" });
    expect(metadata.namespace).toBe("ns");
  });
  it("has the same name in preview and up, which share the seed", () => {
    expect(nameNew(object(), "one", seed)).toEqual(nameNew(object(), "one", seed));
    expect(nameNew(object(), "one", new Uint8Array([4]))).not.toEqual(nameNew(object(), "one", seed));
  });
  it("is left alone if it has a name after all, even one that is not known yet", () => {
    expect(nameNew(object({ name: "given" }), "one", seed)).toEqual(object({ name: "given" }));
    expect(nameNew(object({ name: UNKNOWN }), "one", seed)).toEqual(object({ name: UNKNOWN }));
  });
});

describe("an existing object without a name in the program", () => {
  const before = object({ name: "one-0a1b2c3d", annotations: { "pulumi.com/autonamed": "true" } });

  it("keeps the name it got", () => {
    expect(nameAsBefore(object(), before)).toEqual(before);
  });
  it("keeps no name that the program had given: its loss is a change", () => {
    expect(nameAsBefore(object(), object({ name: "given" }))).toEqual(object());
  });
});

describe("generateName", () => {
  it("is refused with the reason", () => {
    expect(() => {
      refuseGenerateName(object({ generateName: "gen-" }));
    }).toThrow("`.metadata.generateName` field is not supported");
  });
  it("does no harm beside a name", () => {
    expect(() => {
      refuseGenerateName(object({ generateName: "gen-", name: "given" }));
    }).not.toThrow();
  });
});

describe("the namespace of the inputs", () => {
  it("counts as missing while it is unknown", () => {
    expect(namespaceOf(object({ namespace: "ns" }))).toBe("ns");
    expect(namespaceOf(object({ namespace: UNKNOWN }))).toBeUndefined();
    expect(namespaceOf(object())).toBeUndefined();
  });
});
