import { afterInstallScript } from "../../../../../manifests/openshift/bootkube/script";
import { stagesOf } from "../../../../../manifests/openshift/bootkube/stages";
import { carriedPods } from "../../../../../manifests/openshift/in-place/carried";
import { inPlacePlanOf } from "../../../../support/openshift-plan";
import { fake, fakeMachine, type FakeMachine } from "../bootkube/fake-machine";
import { killedAt, questions } from "../bootkube/questions";

const plan = inPlacePlanOf();
const script = afterInstallScript(plan);
const pods = carriedPods(plan);

/** The installed node at its boot, in a cluster that comes up by itself. */
function node(): FakeMachine {
  const machine = fakeMachine();
  const { write } = machine;
  write("/opt/openshift/auth/kubeconfig-loopback", "kubeconfig\n");
  write("/opt/openshift/stages/objects/result", "done\n");
  write("/opt/openshift/stages/objects/startedAt", "2026-01-01T00:00:00Z\n");
  write("/opt/openshift/stages/master-ignition/result", "running\n");
  write("/opt/openshift/stages/master-ignition/startedAt", "2026-01-01T00:10:00Z\n");
  for (const folder of ["bootstrap-secrets", "bootstrap-configs", "static-pod-resources/etcd-member"])
    write(`/etc/kubernetes/${folder}/file`, "x\n");
  write("/var/log/bootstrap-in-place.log", "x\n");
  for (const { onNode } of pods) write(onNode, "metadata:\n  name: the-operators-own\n");
  write(`${fake}/nodes/master-0`, "True");
  write(`${fake}/release-state`, "Available=True done\nProgressing=False\n");
  return machine;
}

/** What stands in the way of a stage that has no time to wait. */
function obstacle(machine: FakeMachine, stage: string): string {
  machine.run(script, `run_stage ${stage} 0`);
  return machine.report().find(({ name }) => name === stage)?.lastError ?? "";
}

describe("what completes the bootstrap on the installed node", () => {
  const machine = node();
  const run = machine.run(script);

  it("goes through, and does not start again", () => {
    expect(run).toMatchObject({
      status: 0,
      said: expect.stringContaining("after-install: the cluster carries itself") as string,
    });
    expect(machine.read(`${fake}/systemctl`).split("\n")).toEqual([
      "daemon-reload",
      "restart kubelet.service",
      "restart kubelet.service",
      "disable after-install.service",
      "",
    ]);
  });

  it("marks the bootstrap complete, takes the overrides back and ends the leases of who ran in memory", () => {
    expect(machine.read(`${fake}/complete`)).toBe("bootstrap=complete\n");
    expect(questions(machine).join("\n")).toContain(
      'patch clusterversions.config.openshift.io version {"spec":{"overrides":null}}',
    );
    expect(machine.read(`${fake}/ended-leases`)).toBe(
      "version openshift-cluster-version\ncluster-policy-controller-lock kube-system\n",
    );
  });

  it("leaves no key of the bootstrap, nor anything else that was needed for it alone", () => {
    for (const path of [
      "/etc/kubernetes/bootstrap-secrets",
      "/etc/kubernetes/bootstrap-configs",
      "/etc/kubernetes/static-pod-resources/etcd-member",
      "/opt/openshift",
      "/var/log/bootstrap-in-place.log",
    ])
      expect([path, machine.has(path)]).toEqual([path, false]);
    expect(machine.list("/etc/kubernetes/manifests")).toHaveLength(pods.length);
  });

  it("goes on with the report of the live system, all of whose stages are done", () => {
    const published = JSON.parse(machine.read(`${fake}/published`)) as {
      readonly data: Record<string, string>;
    };
    const report = JSON.parse(published.data["stages.json"] ?? "") as readonly Record<string, string>[];
    const own = stagesOf(plan).filter(({ script: of }) => of === "after-install");
    expect(report.map(({ name, result }) => [name, result])).toEqual(
      ["objects", "master-ignition", "install", ...own.map(({ name }) => name)].map((name) => [name, "done"]),
    );
    expect(report[1]).toMatchObject({ startedAt: "2026-01-01T00:10:00Z" });
  });

  it("trap: two CSR rounds: approves a request in neither of them: the gate does, which is bound to the plan", () => {
    expect(script).not.toMatch(/certificate approve|certificatesigningrequest|\bcsr\b/i);
  });

  it("trap: asks its own API server alone, which answers before the node has a certificate or the cluster a name", () => {
    expect(new Set(questions(machine).map((call) => call.split(" ")[0]))).toEqual(
      new Set(["kubeconfig-loopback"]),
    );
    const asked = questions(machine);
    const readiness = asked.findIndex((call) => call.includes("get nodes master-0"));
    const complete = asked.findIndex((call) => call.includes("create configmap bootstrap"));
    expect(complete).toBeLessThan(readiness);
  });
});

describe("the wait for the node", () => {
  it.each([
    ["", "Ready is not said yet, its certificate request may wait for its gate"],
    ["False", "Ready is False"],
  ])("says what there is of it: %j", (state, said) => {
    const machine = node();
    machine.write(`${fake}/nodes/master-0`, state);
    expect(obstacle(machine, "node-ready")).toContain(said);
  });
});

describe("the wait for the operators' static pods", () => {
  it.each(pods.map((pod) => [pod.name, pod.onNode] as const))(
    "is not over while %s runs as it came from memory, and the keys stay",
    (name, onNode) => {
      const machine = node();
      machine.write(onNode, `metadata:\n  name: ${name}\n`);
      expect(obstacle(machine, "node-kubelet")).toContain(`not replaced yet: `);
      expect(obstacle(machine, "node-kubelet")).toContain(onNode);
      machine.run(script.replaceAll("run_stage node-kubelet 3600", "run_stage node-kubelet 0"));
      expect(machine.has("/etc/kubernetes/bootstrap-secrets/file")).toBe(true);
    },
  );
});

describe("the wait for the release", () => {
  it("says what the version operator says", () => {
    const machine = node();
    machine.write(`${fake}/release-state`, "Available=False\nProgressing=True 41 of 902 done\n");
    expect(obstacle(machine, "available")).toContain("Progressing=True 41 of 902 done");
    expect(machine.has("/etc/kubernetes/bootstrap-secrets/file")).toBe(true);
  });
});

describe("a completion that is killed", () => {
  const undisturbed = node();
  undisturbed.run(script);

  it.each(killedAt(undisturbed))("at question %d to the API, %s, ends as one that is not", (moment) => {
    const machine = node();
    machine.write(`${fake}/kill-at`, String(moment));
    expect(machine.run(script).status).not.toBe(0);
    expect(machine.run(script)).toMatchObject({ status: 0 });
    expect(machine.read(`${fake}/complete`)).toBe("bootstrap=complete\n");
    expect(machine.has("/opt/openshift")).toBe(false);
  });

  it.each(["disable", "restart"])(
    "at a call of systemctl, %s, is begun again and ends as one that is not",
    (word) => {
      const machine = node();
      const text = machine.read("/bin/systemctl");
      const killed = `#!/bin/bash\nif [ "$1" = ${word} ] && [ ! -e "$FAKE/killed" ]; then touch "$FAKE/killed"; kill -KILL -- "-$GROUP"; fi\n`;
      machine.write("/bin/systemctl", text.replace("#!/bin/sh\n", killed));
      expect(machine.run(script).status).not.toBe(0);
      expect(machine.has(`${fake}/killed`)).toBe(true);
      expect(machine.run(script)).toMatchObject({ status: 0 });
      expect(machine.has("/opt/openshift")).toBe(false);
    },
  );
});
