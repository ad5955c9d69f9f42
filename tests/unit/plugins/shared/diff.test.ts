import fc from "fast-check";
import { isDeepStrictEqual } from "node:util";
import { changes, formatPath } from "../../../../plugins/shared/diff";
import type { Properties } from "../../../../plugins/shared/values";
import { KINDS, secret, SIGNATURE } from "../../../../plugins/shared/values";

const described = (olds: Properties, news: Properties): readonly string[] =>
  changes(olds, news).map(({ path, kind }) => `${formatPath(path)}: ${kind}`);

describe("the changes between two property maps", () => {
  it("are the deepest places that differ", () => {
    const olds = { create: "a", triggers: [{ deep: { a: 1 } }, "x", "y"], environment: { A: "1" } };
    const news = { create: "b", triggers: [{ deep: { a: 2 } }], environment: { A: "1", B: "2" } };
    expect(described(olds, news)).toEqual([
      "create: update",
      "environment.B: add",
      "triggers[0].deep.a: update",
      "triggers[1]: delete",
      "triggers[2]: delete",
    ]);
  });

  it("are one where a map comes, goes or becomes something else", () => {
    expect(described({}, { labels: { a: "1", b: "2" } })).toEqual(["labels: add"]);
    expect(described({ labels: { a: "1" } }, {})).toEqual(["labels: delete"]);
    expect(described({ labels: { a: "1" } }, { labels: "x" })).toEqual(["labels: update"]);
  });

  it("name a secret as a whole, and one that is no longer secret", () => {
    expect(described({ a: secret({ x: 1 }) }, { a: secret({ x: 2 }) })).toEqual(["a: update"]);
    expect(described({ a: secret("s") }, { a: "s" })).toEqual(["a: update"]);
    expect(described({ a: secret("s") }, { a: secret("s") })).toEqual([]);
  });

  it("compare an asset by its content, wherever it lies", () => {
    const asset = (path: string, hash: string): Properties => ({ [SIGNATURE]: KINDS.asset, path, hash });
    expect(described({ a: asset("x", "1") }, { a: asset("y", "1") })).toEqual([]);
    expect(described({ a: asset("x", "1") }, { a: asset("x", "2") })).toEqual(["a: update"]);
  });

  it("are none between equal maps, and some between others", () => {
    const map = fc.dictionary(fc.string(), fc.jsonValue(), {
      noNullPrototype: true,
    }) as fc.Arbitrary<Properties>;
    fc.assert(fc.property(map, (value) => changes(value, structuredClone(value)).length === 0));
    fc.assert(
      fc.property(map, map, (one, other) => isDeepStrictEqual(one, other) || changes(one, other).length > 0),
    );
  });
});

describe("a property path", () => {
  it("quotes keys that are no names", () => {
    expect(formatPath(["metadata", "annotations", "pulumi.com/x", 0])).toBe(
      'metadata.annotations["pulumi.com/x"][0]',
    );
  });
});
