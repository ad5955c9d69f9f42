import { bootkubeScript } from "../../../../../manifests/openshift/bootkube/script";
import { stagesOf } from "../../../../../manifests/openshift/bootkube/stages";
import { openshiftPlanOf } from "../../../../support/openshift-plan";
import { controlPlaneRunsOn, fake, type FakeMachine, machineWithRelease, manifest } from "./fake-machine";
import { killedAt, questions } from "./questions";

const plan = openshiftPlanOf({ payload: "folder" });
const { version } = plan.openshift.release;
const script = bootkubeScript(plan);
const names = stagesOf(plan).map(({ name }) => name);

/** A rehearsal's machine with some objects, in a cluster that comes up by itself. */
function rehearsal(): FakeMachine {
  const machine = machineWithRelease(plan);
  const { write } = machine;
  write("/opt/openshift/manifests/namespace.yaml", manifest("v1", "Namespace", "openshift-etcd"));
  write(
    "/opt/openshift/manifests/infrastructure.status.yaml",
    manifest("config.openshift.io/v1", "Infrastructure", "cluster", "status:\n  platform: None\n"),
  );
  write("/opt/openshift/manifests/route.yaml", manifest("route.openshift.io/v1", "Route", "console"));
  write("/etc/kubernetes/bootstrap-secrets/etcd-client.key", "key\n");
  controlPlaneRunsOn(machine, 2);
  return machine;
}

const results = (machine: FakeMachine) => machine.report().map(({ result }) => result);

describe("the bootstrap of a rehearsal, from start to end", () => {
  const machine = rehearsal();
  const run = machine.run(script);

  it("goes through", () => {
    expect(run).toEqual({
      status: 0,
      said: expect.stringContaining("nothing needs this machine any more") as string,
    });
    expect(machine.has("/opt/openshift/.bootkube.done")).toBe(true);
  });

  it("says of every stage when it began and ended", () => {
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string;
    const budgets = stagesOf(plan).map(({ budgetSeconds }) => budgetSeconds);
    expect(machine.report()).toEqual(
      names.map((name, index) => ({
        name,
        budgetSeconds: budgets[index],
        result: "done",
        startedAt: time,
        endedAt: time,
        lastError: "",
      })),
    );
  });

  it("leaves its last report in the cluster", () => {
    const published = JSON.parse(machine.read(`${fake}/published`)) as {
      readonly metadata: unknown;
      readonly data: Readonly<Record<string, string>>;
    };
    expect(published.metadata).toEqual({ namespace: "kube-system", name: "hardway-bootkube" });
    expect(JSON.parse(published.data["stages.json"] ?? "")).toEqual(machine.report());
  });

  it("runs no program of a release image, as it has none", () => {
    expect(script).not.toMatch(/podman|jq /);
    expect(names).not.toContain("etcd-operator");
  });

  it("approves nobody's certificate request: the gates do, and are bound to the plan", () => {
    expect(script).not.toMatch(/certificate approve|certificatesigningrequest|\bcsr\b/i);
  });

  it("trap: creates the CRDs before any object, and those of the operators' kinds last", () => {
    const created = questions(machine).filter((call) => / create {2}|create \S+\.yaml/.test(call));
    expect(created[0]).toContain("featuregates.yaml infrastructures.yaml");
    expect(created[1]).toContain("feature-gate.yaml infrastructure.status.yaml namespace.yaml");
    expect(created[1]).not.toContain("route.yaml");
    expect(created[2]).toContain("route.yaml");
  });

  it("blocker 1: writes the feature gates' status through the subresource, before the operators start", () => {
    expect(machine.read(`${fake}/status/feature-gate.yaml`)).toContain(`version: ${version}`);
    const said = run.said.split("\n");
    expect(said).toContain("objects: done");
    expect(said.indexOf("objects: done")).toBeLessThan(said.indexOf("operators: begins"));
  });

  it("leaves no key on the machine's disk, which may outlive it", () => {
    for (const path of [
      "/opt/openshift/manifests",
      "/opt/openshift/auth",
      "/etc/kubernetes/bootstrap-secrets",
    ])
      expect([path, machine.has(path)]).toEqual([path, false]);
  });

  it("powers the machine off, as the last thing of all", () => {
    expect(machine.read(`${fake}/systemctl`)).toBe("poweroff\n");
  });

  it("blocker 14: leaves etcd alone of the static pods, and none of the keys", () => {
    expect(machine.list("/etc/kubernetes/manifests")).toEqual(["etcd-member-pod.yaml"]);
    expect(machine.has("/etc/kubernetes/bootstrap-secrets")).toBe(false);
  });

  it("blocker 13: marks the bootstrap complete, after everything else", () => {
    expect(machine.read(`${fake}/complete`)).toBe("bootstrap=complete\n");
    const asked = questions(machine).filter((call) => !call.includes(" apply "));
    expect(asked.slice(-2)).toEqual([
      "kubeconfig create configmap bootstrap kube-system status=complete ",
      "kubeconfig get etcds.operator.openshift.io cluster ",
    ]);
  });

  it("speaks to its own API server until it takes it down, and through the load balancer from then on", () => {
    const used = questions(machine).map((call) => call.split(" ")[0]);
    const turn = used.indexOf("kubeconfig");
    expect(new Set(used.slice(0, turn))).toEqual(new Set(["kubeconfig-loopback"]));
    expect(new Set(used.slice(turn))).toEqual(new Set(["kubeconfig"]));
    expect(questions(machine).findIndex((call) => call.includes("raw:/readyz")) < turn).toBe(true);
  });

  it("does nothing again where it is run again", () => {
    const before = questions(machine).length;
    expect(machine.run(script).status).toBe(0);
    expect(questions(machine).slice(before)).toEqual([]);
  });
});

describe("a bootstrap that is killed", () => {
  const undisturbed = rehearsal();
  undisturbed.run(script);

  it.each(killedAt(undisturbed))("at question %d to the API, %s, ends as one that is not", (moment) => {
    const machine = rehearsal();
    machine.write(`${fake}/kill-at`, String(moment));
    expect(machine.run(script).status).not.toBe(0);
    expect(machine.has("/opt/openshift/.bootkube.done")).toBe(false);
    expect(machine.run(script)).toMatchObject({ status: 0 });
    expect(results(machine)).toEqual(names.map(() => "done"));
    expect(machine.list(`${fake}/objects`)).toEqual(undisturbed.list(`${fake}/objects`));
    expect(machine.list(`${fake}/status`)).toEqual(undisturbed.list(`${fake}/status`));
    expect(machine.list("/etc/kubernetes/manifests")).toEqual(["etcd-member-pod.yaml"]);
  });
});
