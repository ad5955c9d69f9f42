import { features, microshiftVersions } from "../../../../topology/microshift/versions";
import { ownSettings, settingsKeys } from "../../../../topology/microshift/settings";
import { configKeys } from "../../../../topology/config-keys";

describe("the keys of MicroShift's config.yaml", () => {
  it("are in the first version what its documents have", () => {
    const always = Object.keys(settingsKeys).filter((key) => settingsKeys[key] === undefined);
    expect(always).toEqual(["apiServer", "debugging", "dns", "etcd", "manifests", "network", "node"]);
  });

  it("come with the version of their feature, whose name says the key", () => {
    for (const [key, feature] of Object.entries(settingsKeys)) {
      if (feature === undefined) continue;
      expect(features[feature].name).toBe(`the key ${key}`);
      expect(microshiftVersions).toContain(features[feature].since);
    }
  });
});

describe("the settings that the program writes", () => {
  it("are under keys that there are, and are said by keys of the configuration", () => {
    for (const { path, key } of ownSettings) {
      expect(Object.keys(settingsKeys)).toContain(path[0]);
      if (key !== undefined) expect(Object.keys(configKeys)).toContain(key);
    }
  });
});
