import { digestOf } from "../../../manifests/file-digest";

describe("a digest", () => {
  it("is the same for the same data and another for other data", () => {
    expect(digestOf([["/etc/a", "one"]])).toBe(digestOf([["/etc/a", "one"]]));
    expect(digestOf([["/etc/a", "one"]])).not.toBe(digestOf([["/etc/a", "two"]]));
    expect(digestOf([["/etc/a", "one"]])).not.toBe(digestOf([["/etc/b", "one"]]));
  });

  it("is sixteen hex digits, which fit into a line", () => {
    expect(digestOf("")).toMatch(/^[0-9a-f]{16}$/);
  });
});
