import {
  containsUnknown,
  isSecret,
  reveal,
  secret,
  SIGNATURE,
  UNKNOWN,
} from "../../../../plugins/shared/values";

describe("property values", () => {
  it("reveals secrets at any depth, secrets inside secrets too", () => {
    const value = { a: secret({ key: secret("k") }), list: [secret(1), "plain"] };
    expect(reveal(value)).toEqual({ a: { key: "k" }, list: [1, "plain"] });
  });

  it("marks a value secret once", () => {
    const once = secret("s");
    expect(isSecret(once)).toBe(true);
    expect(secret(once)).toBe(once);
  });

  it("finds an unknown behind a secret, in a list, of any type", () => {
    expect(containsUnknown({ a: [secret(UNKNOWN)] })).toBe(true);
    expect(containsUnknown({ a: ["3eeb2bf0-c639-47a8-9e75-3b44932eb421"] })).toBe(true);
    expect(containsUnknown({ a: ["known", null, 1] })).toBe(false);
  });

  it("keeps what other signatures stand for", () => {
    const asset = { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", hash: "h", path: "p" };
    expect(reveal({ asset })).toEqual({ asset });
  });
});
