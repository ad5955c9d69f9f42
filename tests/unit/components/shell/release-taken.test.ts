import { spawnSync } from "node:child_process";
import { withStandIn } from "../../../support/stand-in-program";

const stage = (name: string, result: string, lastError = "") =>
  JSON.stringify({
    name,
    budgetSeconds: 300,
    result,
    startedAt: "2026-01-01T00:00:00Z",
    endedAt: "",
    lastError,
  });

/** The report as the machine writes it, a stage a line. */
const report = (...stages: readonly string[]) => `[\n${stages.join(",\n")}\n]\n`;

/** Runs the script with a machine whose report is one after the other at each look, the last one for ever. */
function run(...reports: readonly string[]) {
  const answers = reports.map(
    (text, index) => `${index === reports.length - 1 ? "*" : index + 1}) cat <<'END'\n${text}END\n;;`,
  );
  const podman = `shift 3\n[ "$*" = "cat /opt/openshift/stages.json" ] || exit 7
echo look >> "$LOOKS"
case $(wc -l < "$LOOKS") in\n${answers.join("\n")}\nesac\n`;
  const stood = withStandIn("podman", podman);
  const folder = (stood["PATH"] ?? "").split(":")[0] ?? "";
  const path = `${(withStandIn("sleep", "exit 0\n")["PATH"] ?? "").split(":")[0] ?? ""}:${stood["PATH"] ?? ""}`;
  const { status, stdout, stderr } = spawnSync("components/shell/release-taken.sh", [], {
    env: {
      ...stood,
      PATH: path,
      LOOKS: `${folder}/looks`,
      PLATFORM: "podman",
      INSTANCE: "hardway-okd",
      NAME: "bootstrap",
      REPORT: "/opt/openshift/stages.json",
      LAST_STAGE: "pause-image",
      FINAL_STAGE: "release-verify",
    },
    encoding: "utf8",
    timeout: 20_000,
  });
  return { status, stdout, stderr };
}

const refusal =
  "the release image is version 4.18.0, and the plan's is 4.19.0; where: quay.io/okd/scos-release@sha256:5; why: they differ, in flags; remedy: set openshift.version to 4.18.0, then pulumi destroy and pulumi up";

describe("the wait until the release image is taken in", () => {
  it("shows each stage by its name, with what stands in its way, and ends with the last one", () => {
    const error =
      'the pull of quay.io/a@sha256:5: Error: "quay.io" refused; why: not reached; remedy: a proxy';
    const { status, stdout, stderr } = run(
      "",
      report(stage("release-image", "running")),
      report(stage("release-image", "running", error)),
      report(stage("release-image", "done"), stage("release-verify", "running")),
      report(stage("release-image", "done"), stage("release-verify", "done"), stage("pause-image", "done")),
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: "the release image is taken in\n" });
    expect(stderr.trimEnd().split("\n")).toEqual([
      "bootstrap: has not begun to take in the release",
      "bootstrap: release-image running",
      `bootstrap: release-image running; last error: ${error}`,
      "bootstrap: release-verify running",
    ]);
  });

  it("is over where bootkube's own stages have begun", () => {
    expect(run(report(stage("pause-image", "done"), stage("api-render", "running"))).status).toBe(0);
  });

  it("ends at once with a release that is refused: what, where, why and the remedy, as the machine gives them", () => {
    const { status, stderr } = run(
      report(stage("release-image", "done"), stage("release-verify", "failed", refusal)),
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^the release image is refused: the release image is version 4\.18\.0, and the plan's is 4\.19\.0$/m,
    );
    expect(stderr).toContain(
      "where:  quay.io/okd/scos-release@sha256:5, on container hardway-okd-bootstrap\n",
    );
    expect(stderr).toContain("why:    they differ, in flags\n");
    expect(stderr).toContain("remedy: set openshift.version to 4.18.0, then pulumi destroy and pulumi up\n");
  });

  it("does not end with an error that may pass, as the machine begins that stage again", () => {
    const { status, stderr } = run(
      report(stage("release-verify", "failed", "podman run: status 125")),
      report(stage("release-verify", "done"), stage("pause-image", "done")),
    );
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: "bootstrap: release-verify failed; last error: podman run: status 125\n",
    });
  });

  it("does not end with a pull that fails, which the machine begins again", () => {
    const { status } = run(
      report(stage("release-image", "failed", "given up")),
      report(stage("pause-image", "done")),
    );
    expect(status).toBe(0);
  });

  it("has an end where the machine does not get on, with the cause that it gives", () => {
    const error = "the pull of quay.io/a@sha256:5: no such host; why: not reached; remedy: a proxy";
    const clock =
      'if [ "$1" = +%s ]; then echo look >> "$LOOKS.time"; echo $(($(wc -l < "$LOOKS.time") * 600)); else exec /usr/bin/date "$@"; fi\n';
    const usual = process.env["PATH"];
    process.env["PATH"] =
      `${(withStandIn("date", clock)["PATH"] ?? "").split(":")[0] ?? ""}:${process.env["PATH"] ?? ""}`;
    const { status, stderr } = run(report(stage("release-image", "running", error)));
    process.env["PATH"] = usual;
    expect(status).toBe(1);
    expect(stderr).toContain("bootstrap has not taken in the release image\n");
    expect(stderr).toContain("why:    not reached\n");
    expect(stderr).toContain("remedy: a proxy\n");
  });
});
