import { bootkubeScript } from "../../../../../manifests/openshift/bootkube/script";
import { bootstrapPods } from "../../../../../manifests/openshift/static-pods";
import { openshiftPlanOf } from "../../../../support/openshift-plan";
import { controlPlaneRunsOn, fake, machineWithRelease } from "./fake-machine";

const plan = openshiftPlanOf({ payload: "folder" });
const script = bootkubeScript(plan);
const machine = () => machineWithRelease(plan);

/** What stands in the way of a stage that has no time to wait. */
function obstacle(made: ReturnType<typeof machine>, stage: string): string {
  made.run(script, `run_stage ${stage} 0`);
  return made.report().find(({ name }) => name === stage)?.lastError ?? "";
}

describe("the wait for the control planes", () => {
  it("is over when the pods run and all three programs have a revision on two machines", () => {
    const made = machine();
    controlPlaneRunsOn(made, 2);
    expect(obstacle(made, "control-planes")).toBe("");
  });

  it("is not over on one machine of three", () => {
    const made = machine();
    controlPlaneRunsOn(made, 1);
    expect(obstacle(made, "control-planes")).toContain("kubeapiservers: a revision runs on 1 of 2 machines");
  });

  it("is over on the one machine that there is", () => {
    const made = machine();
    controlPlaneRunsOn(made, 1);
    const single = bootkubeScript(openshiftPlanOf({ payload: "folder" }, { controlPlanes: 1 }));
    expect(made.run(single, "run_stage control-planes 0").status).toBe(0);
  });

  it.each(["kubecontrollermanagers", "kubeschedulers"])("is not over without the %s", (resource) => {
    const made = machine();
    controlPlaneRunsOn(made, 2);
    made.write(`${fake}/revisions/${resource}.operator.openshift.io`, "0\n0\n0\n");
    expect(obstacle(made, "control-planes")).toContain(`${resource}: a revision runs on 0 of 2 machines`);
  });

  it("names the pods that do not run", () => {
    const made = machine();
    controlPlaneRunsOn(made, 2);
    made.write(`${fake}/pods/openshift-kube-scheduler`, "openshift-kube-scheduler-master-0=Pending\n");
    expect(obstacle(made, "control-planes")).toContain(
      "not running: openshift-kube-scheduler/openshift-kube-scheduler",
    );
  });
});

describe("the cluster version operator's overrides", () => {
  it("are taken away by a patch of nothing else", () => {
    const made = machine();
    made.run(script, "run_stage overrides 9");
    expect(made.read(`${fake}/calls`)).toContain(
      'patch clusterversions.config.openshift.io version {"spec":{"overrides":null}}',
    );
  });
});

describe("the end of this machine's control plane", () => {
  const running = () => {
    const made = machine();
    for (const { fileName } of bootstrapPods(plan))
      made.write(`/etc/kubernetes/manifests/${fileName}`, "a: b\n");
    made.write("/etc/kubernetes/bootstrap-secrets/kubelet-signer.key", "key\n");
    return made;
  };

  it("blocker 14: removes the static pods but etcd's, and the keys", () => {
    const made = running();
    expect(made.run(script, "run_stage teardown 9").status).toBe(0);
    expect(made.list("/etc/kubernetes/manifests")).toEqual(["etcd-member-pod.yaml"]);
    expect(made.has("/etc/kubernetes/bootstrap-secrets")).toBe(false);
  });

  it("does not begin while nobody else answers", () => {
    const made = running();
    made.write(`${fake}/unreachable`, "");
    expect(obstacle(made, "teardown")).toContain("the API through the load balancer: given up");
    expect(made.list("/etc/kubernetes/manifests")).toHaveLength(bootstrapPods(plan).length);
  });

  it("keeps the keys while its API server has not ended", () => {
    const made = running();
    made.run(script, `curl() { return 0; }; run_stage teardown 0`);
    expect(made.has("/etc/kubernetes/bootstrap-secrets/kubelet-signer.key")).toBe(true);
  });
});

describe("an API that is not ready", () => {
  it("is told by the checks that fail, and not by those that do not", () => {
    const made = machine();
    made.write(
      `${fake}/unready`,
      'an error on the server ("[+]ping ok\\n[-]etcd failed: reason withheld\\nreadyz check failed")',
    );
    expect(obstacle(made, "control-plane")).toBe("the API of this machine: given up; [-]etcd");
  });
});

describe("the mark of completion", () => {
  it("blocker 13: is not set before two control planes run an API server", () => {
    const made = machine();
    controlPlaneRunsOn(made, 1);
    expect(obstacle(made, "complete")).toContain("a revision runs on 1 of 2");
    expect(made.has(`${fake}/complete`)).toBe(false);
  });

  it("is set once they do", () => {
    const made = machine();
    controlPlaneRunsOn(made, 2);
    expect(made.run(script, "run_stage complete 9").status).toBe(0);
    expect(made.read(`${fake}/complete`)).toBe("bootstrap=complete\n");
  });

  it("is not set anew where it is", () => {
    const made = machine();
    controlPlaneRunsOn(made, 3);
    made.write(`${fake}/complete`, "bootstrap=complete\n");
    expect(made.run(script, "run_stage complete 9").status).toBe(0);
    expect(made.read(`${fake}/calls`)).not.toMatch(/create configmap|patch configmap/);
  });

  it("takes the place of what a gate has written there before", () => {
    const made = machine();
    controlPlaneRunsOn(made, 3);
    made.write(`${fake}/complete`, "bootstrap=draining\n");
    made.run(script, "run_stage complete 9");
    expect(made.read(`${fake}/calls`)).toContain(
      'patch configmap bootstrap kube-system {"data":{"status":"complete"}}',
    );
  });
});

describe("the end of all", () => {
  it("waits for the removal of this machine's member of etcd, and says what the operator says of it", () => {
    const made = machine();
    made.write(`${fake}/etcd-operator`, "False etcd-bootstrap is a member still");
    expect(obstacle(made, "member-removed")).toContain(
      "given up; the operator says: False etcd-bootstrap is a member",
    );
    made.write(`${fake}/etcd-operator`, "True all is well");
    expect(obstacle(made, "member-removed")).toBe("");
  });
});
