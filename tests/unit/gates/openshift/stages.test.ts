import { hasBegun, progressIn } from "../../../../gates/openshift/stages";

const stage = (name: string, result: string, lastError = "") => ({
  name,
  startedAt: "2026-01-01T00:00:00Z",
  endedAt: result === "running" ? "" : "2026-01-01T00:01:00Z",
  result,
  lastError,
});
const progress = (stages: unknown, until = "manifests") => progressIn(JSON.stringify(stages), until);

describe("progressIn", () => {
  it("names the stage that runs, and those that are done", () => {
    expect(progress([stage("etcd", "done"), stage("api", "done"), stage("crds", "running")])).toEqual({
      reached: false,
      state: "etcd, api done; crds runs",
    });
  });

  it("shows a stage's last error, on one line that is not too long", () => {
    const error = `customresourcedefinition "nodes.config"\n not   found ${"x".repeat(1000)}`;
    const { state } = progress([stage("manifests", "running", error)]);
    expect(state).toMatch(
      /^manifests runs; last error: customresourcedefinition "nodes\.config" not found x/,
    );
    expect(state.length).toBeLessThan(750);
  });

  it("shows the whole of an error that has its reason and its remedy in it", () => {
    const error = `the release image is version 4.18.0, and the plan's is 4.19.0; where: quay.io/openshift-release-dev/ocp-release@sha256:${"5".repeat(64)}; why: openshift.release and openshift.version are of different releases; remedy: set openshift.version to 4.18.0, then pulumi destroy and pulumi up`;
    expect(progress([stage("release-verify", "failed", error)]).state).toContain(error);
  });

  it("says that a stage that failed is begun again, and does not give up: bootkube does not", () => {
    expect(progress([stage("etcd", "done"), stage("api", "failed", "no answer")])).toEqual({
      reached: false,
      state: "etcd done; api failed, and is begun again; last error: no answer",
    });
  });

  it("is reached when the stage is done, whatever runs after it", () => {
    const stages = [stage("manifests", "done"), stage("teardown", "running")];
    expect(progress(stages)).toEqual({ reached: true, state: "manifests done; teardown runs" });
    expect(progress(stages, "teardown").reached).toBe(false);
  });

  it("counts the last run of a stage that was begun again, not the first", () => {
    expect(progress([stage("manifests", "done"), stage("manifests", "running")]).reached).toBe(false);
    expect(progress([stage("manifests", "failed"), stage("manifests", "done")]).reached).toBe(true);
  });

  it("says that the stage has not begun, where all others are done", () => {
    expect(progress([stage("etcd", "done")]).state).toBe("etcd done; manifests has not begun");
    expect(progress([]).state).toBe("manifests has not begun");
  });

  it("takes what is not there or not readable for a state like any other", () => {
    expect(progressIn(undefined, "manifests").state).toBe("has not published its stages yet");
    for (const text of ["", "[{", '[{"name": "etcd"}]', "{}"])
      expect(progressIn(text, "manifests")).toEqual({
        reached: false,
        state: "its stages.json is not readable",
      });
  });

  it("takes a stage without an end and without an error, as it is while it runs", () => {
    const running = { name: "etcd", startedAt: "2026-01-01T00:00:00Z", endedAt: null, result: "running" };
    expect(progress([running]).state).toBe("etcd runs");
  });
});

describe("hasBegun", () => {
  it("is true of a stage that stands in the report, whatever came of it", () => {
    const report = JSON.stringify([stage("etcd", "done"), stage("teardown", "running")]);
    expect(hasBegun(report, "teardown")).toBe(true);
    expect(hasBegun(report, "complete")).toBe(false);
  });

  it("is false of a report that is not there, or not readable", () => {
    expect([undefined, "", "{"].map((text) => hasBegun(text, "etcd"))).toEqual([false, false, false]);
  });
});
