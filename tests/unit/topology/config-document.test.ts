import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { parseConfig } from "../../../topology/config";
import { configKeys, keysUnder } from "../../../topology/config-keys";
import { stageNames } from "../../../topology/stages";
import { coreosLibvirt, okdRelease, problemsIn, pullSecretText } from "../../support/openshift-config";

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

/** What a stack's file sets, by keys without the program's name. */
function ownOf(stack: string): readonly (readonly [key: string, value: unknown])[] {
  const file = readFileSync(join(repository, `Pulumi.${stack}.yaml`), "utf8");
  const values = (parse(file) as { readonly config: Readonly<Record<string, unknown>> }).config;
  return Object.entries(values).map(([key, value]) => [key.replace(/^hardway:/, ""), value] as const);
}

describe.each([
  "dev",
  "k8s-ha",
  "sno-plus-kubernetes",
  "okd-rehearsal",
  "microshift",
  "microshift-ha",
  "microshift-rehearsal",
])("Pulumi.%s.yaml", (stack) => {
  it("sets keys that are described, to values that are accepted", () => {
    const own = ownOf(stack);
    for (const [key] of own) expect(Object.keys(config)).toContain(key);
    expect(parseConfig(stack, Object.fromEntries(own))).toMatchObject(Object.fromEntries(own));
  });
});

const liveImage = { url: "https://example.com/live.iso", sha256: "3".repeat(64) };

describe.each([
  ["okd", ["openshift.release"]],
  ["ocp", ["openshift.release", "libvirt.image", "pullSecret"]],
  ["sno-plus", ["openshift.release", "openshift.liveImage"]],
])("Pulumi.%s.yaml", (stack, missing) => {
  const own = ownOf(stack);
  const input = Object.fromEntries(own);

  it("sets keys that are described, and lacks what its publisher alone can give, each with the command that sets it", () => {
    for (const [key] of own) expect(Object.keys(config)).toContain(key);
    const problems = problemsIn(input);
    expect(problems.map(({ where }) => where)).toEqual(missing);
    for (const { where, remedy } of problems)
      expect(remedy).toMatch(
        where === "libvirt.image"
          ? /make boot-image STACK=\S+ STREAM=\S+ prints/
          : new RegExp(`pulumi config set --(path|secret) ${where}[. ]`),
      );
    expect(problems[0]?.remedy).toMatch(
      new RegExp(`^pulumi config set --path openshift\\.release quay\\.io/\\S+@sha256:…`),
    );
  });

  it("is whole with that", () => {
    const whole = {
      ...input,
      openshift: {
        ...(input["openshift"] as object),
        release: okdRelease,
        ...(missing.includes("openshift.liveImage") && { liveImage }),
      },
      libvirt: { image: coreosLibvirt.image, ...(input["libvirt"] as object) },
      ...(stack === "ocp" && { pullSecret: pullSecretText({ "quay.io": "a", "registry.redhat.io": "b" }) }),
    };
    expect(problemsIn(whole)).toEqual([]);
  });
});

describe("the stacks that could be on one host", () => {
  it("have machines' networks of their own where they are on virtual machines, and the rehearsal has one anywhere", () => {
    const networks = [
      "dev",
      "okd",
      "ocp",
      "sno-plus",
      "okd-rehearsal",
      "microshift",
      "microshift-ha",
      "microshift-rehearsal",
    ].map((stack) => {
      const { machineNetwork } = Object.fromEntries(ownOf(stack));
      return machineNetwork ?? config["machineNetwork"]?.default;
    });
    expect(new Set(networks).size).toBe(networks.length);
  });
});
