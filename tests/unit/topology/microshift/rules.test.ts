import { parseConfig } from "../../../../topology/config";
import { configKeys } from "../../../../topology/config-keys";
import { microshiftRules } from "../../../../topology/microshift/rules";
import { microshiftInput } from "../../../support/microshift-plan";

describe("the rules of MicroShift", () => {
  it("find nothing wrong with the smallest configuration", () => {
    const config = parseConfig("dev", microshiftInput());
    expect(microshiftRules.flatMap(({ problems }) => problems(config))).toEqual([]);
  });

  it("need keys that there are", () => {
    for (const { needs } of microshiftRules)
      for (const key of needs) expect(Object.keys(configKeys)).toContain(key);
  });

  it("look at every key that a user can set, but for names that need no rule", () => {
    const looked = new Set(microshiftRules.flatMap(({ needs }) => needs));
    const keys = Object.keys(configKeys).filter((key) => !key.includes("."));
    expect(keys.filter((key) => !looked.has(key as never))).toEqual(["clusterName", "baseDomain"]);
  });

  it("leave out those that need a value which is encrypted", () => {
    const input = microshiftInput({}, { platform: "ssh", microshift: { host: undefined } });
    expect(() => parseConfig("dev", input, ["hostPrivateKey", "pullSecret"])).toThrow(/microshift\.host/);
    expect(() => parseConfig("dev", input, ["hostPrivateKey", "pullSecret"])).not.toThrow(/hostPrivateKey:/);
  });
});
