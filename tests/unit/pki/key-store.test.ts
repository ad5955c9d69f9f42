import { finderIn, privateKeyOf } from "../../../pki/key-store";
import { testKey, testRandomKey } from "../../support/keys";

describe("looking for keys", () => {
  it("finds those that it was told of", () => {
    expect(finderIn({ one: testKey() }, ["one"])("one")).toBe(testKey());
  });

  it("fails beforehand, with the names of all that are missing", () => {
    expect(() => finderIn({ one: testKey() }, ["two", "one", "three"])).toThrow(
      "there is no key for two, three: each certificate",
    );
  });

  it("fails for a name that it was not told of", () => {
    expect(() => finderIn({}, [])("one")).toThrow("there is no key for one");
  });

  it("tells a private key from random bytes", () => {
    expect(privateKeyOf("one", testKey())).toBe(testKey());
    expect(() => privateKeyOf("one", testRandomKey)).toThrow("the key one is no private key");
  });
});
