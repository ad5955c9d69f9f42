import { stagesInTheWay } from "../../../../tools/collect/stages";

const record = (stage: string, field: string, text: string) => ({
  path: `bootstrap/opt/openshift/stages/${stage}/${field}`,
  text: `${text}\n`,
});

describe("what stands in the way of a bootstrap machine of OpenShift", () => {
  it("is each stage that is not done and has an error, with the reason and the remedy in it", () => {
    const error =
      "the release is for arm64; where: quay.io/a@sha256:1; why: another one; remedy: set it right";
    expect(
      stagesInTheWay([
        { path: "reason.txt", text: "gave up" },
        record("release-image", "result", "done"),
        record("release-image", "lastError", ""),
        record("release-verify", "result", "failed"),
        record("release-verify", "lastError", error),
        record("release-verify", "startedAt", "2026-01-01T00:00:00Z"),
      ]),
    ).toEqual([`bootstrap: stage release-verify failed: ${error}`]);
  });

  it("is nothing where all are done, whatever they met, and on machines without stages", () => {
    expect(
      stagesInTheWay([record("etcd", "result", "done"), record("etcd", "lastError", "was slow")]),
    ).toEqual([]);
    expect(stagesInTheWay([{ path: "master-0/etc/kubernetes/lastError", text: "x" }])).toEqual([]);
  });

  it("is without secrets", () => {
    const [line] = stagesInTheWay([
      record("etcd", "result", "running"),
      record("etcd", "lastError", "Authorization: Bearer abcdefghijklmnop"),
    ]);
    expect(line).not.toContain("abcdefghijklmnop");
  });
});
