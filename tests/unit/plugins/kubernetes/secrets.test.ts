import { markSecrets } from "../../../../plugins/kubernetes/secrets";
import { secret } from "../../../../plugins/shared/values";

describe("the secret marks of an object", () => {
  it("are those of the inputs, field by field", () => {
    const inputs = { data: { a: secret("s"), b: "plain" } };
    const live = { data: { a: "s", b: "plain", c: "added" }, kind: "ConfigMap" };
    expect(markSecrets(live, inputs)).toEqual({
      kind: "ConfigMap",
      data: { a: secret("s"), b: "plain", c: "added" },
    });
  });
  it("cover a whole list as soon as one item is secret: items may change places", () => {
    const inputs = { env: [{ value: secret("s") }, { value: "plain" }] };
    const live = { env: [{ value: "plain" }, { value: "s" }] };
    expect(markSecrets(live, inputs)).toEqual({ env: secret(live.env) });
  });
  it("cover all values of a Secret, whether the program marked them or not", () => {
    const live = { kind: "Secret", data: { a: "cw==" }, stringData: { b: "s" }, type: "Opaque" };
    expect(markSecrets(live, {})).toEqual({
      kind: "Secret",
      data: secret({ a: "cw==" }),
      stringData: secret({ b: "s" }),
      type: "Opaque",
    });
  });
  it("do not stack", () => {
    expect(markSecrets({ a: secret("s") }, { a: secret("s") })).toEqual({ a: secret("s") });
  });
});
