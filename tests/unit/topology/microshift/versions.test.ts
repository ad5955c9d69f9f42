import { featureNames, features, has, microshiftVersions } from "../../../../topology/microshift/versions";

describe("a feature", () => {
  it.each(featureNames)(
    "%s is in the version that brought it and in all later ones, and in no earlier one",
    (feature) => {
      const { since } = features[feature];
      const first = microshiftVersions.indexOf(since);
      expect(microshiftVersions.filter((version) => has(version, feature))).toEqual(
        microshiftVersions.slice(first),
      );
      expect(first).toBeGreaterThan(0);
    },
  );

  it("is known by the documents of the versions: joins from 4.21 on, drop-ins from 4.18 on", () => {
    expect([has("4.20", "addNode"), has("4.21", "addNode")]).toEqual([false, true]);
    expect([has("4.17", "dropIns"), has("4.18", "dropIns")]).toEqual([false, true]);
  });
});
