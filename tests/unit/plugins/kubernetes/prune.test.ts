import fc from "fast-check";
import { prune } from "../../../../plugins/kubernetes/prune";
import type { Properties } from "../../../../plugins/shared/values";

describe("pruning a live object", () => {
  it("leaves the fields that the program spoke of, with their live values", () => {
    const live = {
      spec: { replicas: 3, strategy: {}, ports: [{ port: 80, protocol: "TCP" }, { port: 81 }] },
      status: {},
    };
    const shape = { spec: { replicas: 1, ports: [{ port: 80 }] } };
    expect(prune(live, shape)).toEqual({ spec: { replicas: 3, ports: [{ port: 80 }] } });
  });
  it("does not invent what is gone", () => {
    expect(prune({ data: { a: "1" } }, { data: { a: "1", b: "2" } })).toEqual({ data: { a: "1" } });
  });
  it("keeps a null that stands for an empty list, so that the difference shows", () => {
    expect(prune({ rules: null }, { rules: [] })).toEqual({ rules: null });
  });
  it("changes nothing of what equals its shape", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        expect(prune(value as Properties, value as Properties)).toEqual(value);
      }),
    );
  });
});
