import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { parseConfig } from "../../../topology/config";
import { configKeys, keysUnder } from "../../../topology/config-keys";
import { stageNames } from "../../../topology/stages";

interface Described {
  readonly type: string;
  readonly description: string;
  readonly default: unknown;
}

const repository = join(__dirname, "..", "..", "..");
const { config } = parse(readFileSync(join(repository, "Pulumi.yaml"), "utf8")) as {
  readonly config: Readonly<Record<string, Described>>;
};
const inner = Object.keys(configKeys).flatMap((key) => {
  const [parent = "", child] = key.split(".");
  return child === undefined ? [] : [[key, parent, child] as const];
});

describe("Pulumi.yaml, which documents the configuration", () => {
  it("describes every key of the table, and no other", () => {
    expect(Object.keys(config).sort()).toEqual([...keysUnder("")].sort());
  });

  it.each(Object.entries(config))("says of %s what it is, in a sentence", (_, { description }) => {
    expect(description).toMatch(/^[A-Z].{10,}\.$/);
  });

  it.each(inner)("names the key %s in the description of the one it is in", (_, parent, child) => {
    expect(config[parent]?.description).toMatch(new RegExp(`\\b${child}\\b`));
  });

  it("names every stage after which one can stop", () => {
    for (const stage of stageNames)
      expect(config["until"]?.description).toMatch(new RegExp(`\\b${stage}\\b`));
  });

  it("has the defaults that the program has", () => {
    const defaults = Object.fromEntries(Object.entries(config).map(([key, value]) => [key, value.default]));
    expect(parseConfig("dev", defaults)).toEqual(parseConfig("dev", {}));
  });
});

describe.each(["dev", "k8s-ha"])("Pulumi.%s.yaml", (stack) => {
  const file = readFileSync(join(repository, `Pulumi.${stack}.yaml`), "utf8");
  const values = (parse(file) as { readonly config: Readonly<Record<string, unknown>> }).config;

  it("sets keys that are described, to values that are accepted", () => {
    const own = Object.entries(values).map(([key, value]) => [key.replace(/^hardway:/, ""), value] as const);
    for (const [key] of own) expect(Object.keys(config)).toContain(key);
    expect(parseConfig(stack, Object.fromEntries(own))).toMatchObject(Object.fromEntries(own));
  });
});
