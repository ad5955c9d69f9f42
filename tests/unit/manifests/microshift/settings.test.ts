import { mergeSettings, textsAt } from "../../../../manifests/microshift/settings";

describe("settings of MicroShift", () => {
  it("are merged key by key, and lists replaced, as MicroShift merges its drop-ins", () => {
    const own = {
      network: { clusterNetwork: ["10.42.0.0/16"], cniPlugin: "none" },
      dns: { baseDomain: "a" },
    };
    expect(mergeSettings(own, { network: { clusterNetwork: ["10.44.0.0/16"] }, dns: "b" })).toEqual({
      network: { clusterNetwork: ["10.44.0.0/16"], cniPlugin: "none" },
      dns: "b",
    });
  });

  it("give the texts of a list by its path, and none where there is no such list", () => {
    const settings = { apiServer: { subjectAltNames: ["a", 1, "b"] } };
    expect(textsAt(settings, ["apiServer", "subjectAltNames"])).toEqual(["a", "b"]);
    expect(textsAt(settings, ["apiServer", "tls"])).toEqual([]);
    expect(textsAt(settings, ["apiServer", "subjectAltNames", "none"])).toEqual([]);
  });
});
