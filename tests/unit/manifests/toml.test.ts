import { tomlString } from "../../../manifests/toml";

describe("a string of TOML", () => {
  it("keeps quotes, backslashes and line ends to itself", () => {
    expect(tomlString('a"b\\c\nd')).toBe('"a\\"b\\\\c\\nd"');
  });
});
