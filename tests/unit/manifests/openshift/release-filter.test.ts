import {
  crdsFor,
  featureGateFor,
  type ReleaseFeatureGate,
  type ReleaseManifest,
  usualChoice,
} from "../../../../manifests/openshift/release-filter";

const selfManaged = "include.release.openshift.io/self-managed-high-availability";
const hosted = "include.release.openshift.io/ibm-cloud-managed";

function crd(annotations: Record<string, string>, kind = "CustomResourceDefinition"): ReleaseManifest {
  return { kind, metadata: { name: "infrastructures.config.openshift.io", annotations } };
}

const set = (name: string) => ({ "release.openshift.io/feature-set": name });

describe("the CRDs of a release", () => {
  const isUsual = crdsFor(usualChoice);

  it("defect 9 of 4.2: are, of the variants of one CRD, that of the default features alone", () => {
    const variants = ["CustomNoUpgrade", "Default", "DevPreviewNoUpgrade", "TechPreviewNoUpgrade"].map(
      (name) => crd({ [selfManaged]: "true", ...set(name) }),
    );
    expect(variants.filter(isUsual)).toEqual([variants[1]]);
  });

  it("are those that are for every feature set, too", () => {
    expect(isUsual(crd({ [selfManaged]: "true" }))).toBe(true);
    expect(isUsual(crd({ [selfManaged]: "true", ...set("Default,TechPreviewNoUpgrade") }))).toBe(true);
    expect(isUsual(crd({ [selfManaged]: "true", ...set("CustomNoUpgrade,DevPreviewNoUpgrade") }))).toBe(
      false,
    );
  });

  it("are those of the profile alone", () => {
    expect(isUsual(crd({ [hosted]: "true" }))).toBe(false);
    expect(isUsual(crd({ [selfManaged]: "false" }))).toBe(false);
    expect(crdsFor({ profile: "Hypershift", featureSet: "Default" })(crd({ [hosted]: "true" }))).toBe(true);
  });

  it("are CRDs and nothing else", () => {
    expect(isUsual(crd({ [selfManaged]: "true" }, "Deployment"))).toBe(false);
    expect(isUsual({ kind: "CustomResourceDefinition", metadata: { name: "bare" } })).toBe(false);
  });
});

function gate(profile: string, featureSet: string | undefined, enabled: string): ReleaseFeatureGate {
  return {
    kind: "FeatureGate",
    metadata: { name: "cluster", annotations: { [profile]: "false-except-for-the-config-operator" } },
    spec: featureSet === undefined ? {} : { featureSet },
    status: { featureGates: [{ enabled: [{ name: enabled }], disabled: [{ name: "Off" }] }] },
  };
}

describe("the FeatureGate of a version", () => {
  const files = [
    gate(hosted, undefined, "Hosted"),
    gate(selfManaged, "TechPreviewNoUpgrade", "Preview"),
    gate(selfManaged, undefined, "Usual"),
  ];

  it("blocker 1: has the features of a usual cluster as its status, for the version that is asked for", () => {
    expect(featureGateFor(files, "4.19.0").status).toEqual({
      featureGates: [{ version: "4.19.0", enabled: [{ name: "Usual" }], disabled: [{ name: "Off" }] }],
    });
  });

  it("is refused where none or several could be meant", () => {
    expect(() => featureGateFor(files.slice(0, 2), "4.19.0")).toThrow("0 feature gates");
    expect(() => featureGateFor([...files, gate(selfManaged, "", "Other")], "4.19.0")).toThrow(
      "2 feature gates",
    );
  });
});
