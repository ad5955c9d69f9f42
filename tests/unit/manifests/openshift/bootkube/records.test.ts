import { bootkubeScript } from "../../../../../manifests/openshift/bootkube/script";
import { openshiftPlanOf } from "../../../../support/openshift-plan";
import { fake, type FakeMachine, machineWithRelease } from "./fake-machine";

const plan = openshiftPlanOf({ payload: "folder" });
const script = bootkubeScript(plan);
const machine = () => machineWithRelease(plan);

const recordOf = (made: FakeMachine, stage: string) => made.report().find(({ name }) => name === stage);

describe("a stage that is recorded", () => {
  it("runs until it is done, and never again", () => {
    const made = machine();
    const stage = `stage_etcd() { echo ran >>"$FAKE/runs"; }; run_stage etcd 9; run_stage etcd 9`;
    expect(made.run(script, stage).status).toBe(0);
    expect(made.run(script, stage).status).toBe(0);
    expect(made.read(`${fake}/runs`)).toBe("ran\n");
  });

  it("is in the report from its start on, and those after it are not", () => {
    const made = machine();
    made.run(script, `run_stage release 9; stage_etcd() { kill -KILL -- "-$GROUP"; }; run_stage etcd 9`);
    expect(made.report().map(({ name, result }) => [name, result])).toEqual([
      ["release", "done"],
      ["etcd", "running"],
    ]);
    expect(recordOf(made, "etcd")).toMatchObject({
      startedAt: expect.stringMatching(/Z$/) as string,
      endedAt: "",
    });
  });

  it("ends at its first error, and says which", () => {
    const made = machine();
    const { status, said } = made.run(
      script,
      `stage_etcd() { false; echo went on; }; run_stage etcd 9; echo went on`,
    );
    expect({ status, said }).toEqual({
      status: 1,
      said: expect.not.stringContaining("went on") as string,
    });
    expect(recordOf(made, "etcd")).toMatchObject({ result: "failed", lastError: "false: status 1" });
  });

  it("keeps the time of its first try, by which those who wait see how long it has taken", () => {
    const made = machine();
    made.run(script, "run_stage etcd 9");
    const first = "2026-01-01T00:00:00Z";
    made.write("/opt/openshift/stages/etcd/startedAt", `${first}\n`);
    made.write("/opt/openshift/stages/etcd/result", "failed\n");
    made.run(script, "run_stage etcd 9");
    expect(recordOf(made, "etcd")).toMatchObject({ result: "done", startedAt: first });
  });

  it("forgets what stood in its way when it is done", () => {
    const made = machine();
    made.write(`${fake}/etcd`, '{"health":"false"}\n');
    expect(made.run(script, "run_stage etcd 99").said).toContain('etcd: etcd: {"health":"false"}');
    expect(recordOf(made, "etcd")).toMatchObject({ result: "done", lastError: "" });
  });
});

describe("a wait", () => {
  const waiting = (command: string, budget: number) =>
    `stage_etcd() { wait_for 'the thing' ${command}; echo through; }; run_stage etcd ${budget}`;

  it("has an end, at which it says what it saw last", () => {
    const made = machine();
    const { status } = made.run(script, `thing() { echo "2 of 3"; return 1; }; ${waiting("thing", 0)}`);
    expect(status).toBe(1);
    expect(recordOf(made, "etcd")).toMatchObject({
      result: "failed",
      lastError: "the thing: given up; 2 of 3",
    });
  });

  it("says in the report what it sees meanwhile, whatever characters that has", () => {
    const made = machine();
    const look = `thing() {
      if [ -e "$FAKE/seen" ]; then kill -KILL -- "-$GROUP"; fi
      : >"$FAKE/seen"
      printf 'a "b" \\\\c\\n\\tumlaut \\xc3\\xa4'
      return 1
    }`;
    made.run(script, `${look}; ${waiting("thing", 99)}`);
    expect(recordOf(made, "etcd")).toMatchObject({
      result: "running",
      lastError: String.raw`the thing: a "b" \c  umlaut   `,
    });
  });

  it("does not take a function for through that went wrong halfway", () => {
    const made = machine();
    const { status } = made.run(script, `thing() { false; true; }; ${waiting("thing", 0)}`);
    expect(status).toBe(1);
  });

  it("ends at once where waiting is of no use", () => {
    const made = machine();
    const { status } = made.run(script, `thing() { fail "never"; }; ${waiting("thing", 999)}`);
    expect(status).toBe(1);
    expect(recordOf(made, "etcd")).toMatchObject({ lastError: "never" });
  });
});

describe("the report in the cluster", () => {
  it("is not written before the API has answered", () => {
    const made = machine();
    made.run(script, "run_stage release 9; run_stage etcd 9");
    expect(made.has(`${fake}/published`)).toBe(false);
  });

  it("is written at every change from then on", () => {
    const made = machine();
    made.run(script, "run_stage control-plane 9; run_stage crds 9");
    const published = made.read(`${fake}/all-published`).trimEnd().split("\n");
    const results = published.map((text) => {
      const { data } = JSON.parse(text) as { readonly data: Readonly<Record<string, string>> };
      const stages = JSON.parse(data["stages.json"] ?? "") as readonly { name: string; result: string }[];
      return stages
        .filter(({ name }) => ["control-plane", "crds"].includes(name))
        .map(({ result }) => result);
    });
    expect(results).toEqual([["done"], ["done", "running"], ["done", "done"]]);
  });

  it("is no reason to fail where it cannot be written, and is written later", () => {
    const made = machine();
    made.write("/opt/openshift/.api-answered", "");
    made.write(`${fake}/unreachable`, "");
    expect(made.run(script, "run_stage etcd 9").status).toBe(0);
    expect(made.has(`${fake}/published`)).toBe(false);
    expect(made.run(script, 'rm "$FAKE/unreachable"; publish').status).toBe(0);
    expect(made.has(`${fake}/published`)).toBe(true);
  });
});
