import { configText } from "../../../../../manifests/openshift/configs/config-text";

const flags = { prefix: { value: "a", why: "one\ntwo" }, rest: "b" };

describe("a configuration as text", () => {
  it("has each reason above its argument", () => {
    const config = { kind: "Config", arguments: { prefix: ["a"], rest: ["b"] } };
    expect(configText(config, "arguments", flags)).toBe(
      "kind: Config\narguments:\n  # one\n  # two\n  prefix:\n    - a\n  rest:\n    - b\n",
    );
  });

  it("has reasons of later arguments above those", () => {
    const later = { rest: "b", prefix: { value: "a", why: "one" } };
    expect(configText({ arguments: { rest: ["b"], prefix: ["a"] } }, "arguments", later)).toBe(
      "arguments:\n  rest:\n    - b\n  # one\n  prefix:\n    - a\n",
    );
  });
});
