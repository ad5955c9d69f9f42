import { bootstrapPivot } from "../../../../manifests/kubernetes/bootstrap-pivot";
import { testBundle } from "../../../support/keys";
import { planOf } from "../../../support/plan";
import { fileAt } from "../rendered";

const plan = planOf({ controlPlanes: 1, workers: 0 });
const bundle = testBundle(plan);
const part = bootstrapPivot(plan, bundle);
const script = fileAt(part, "/usr/local/bin/bootstrap-pivot").contents;

describe("the bootstrap machine's way out", () => {
  it("asks through the load balancer, so that it hears the end when its own API server is gone", () => {
    expect(script).toContain(
      "'https://10.90.0.5:6443/api/v1/namespaces/kube-system/configmaps/bootstrap?pretty=false'",
    );
  });

  it("asks as a user who may read that one object", () => {
    expect(fileAt(part, "/etc/kubernetes/bootstrap-pivot/client.crt").contents).toBe(
      bundle.leaves["bootstrap/bootstrap-pivot"]?.certificatePem,
    );
  });

  it("keeps etcd when it drains, since the cluster still counts on its vote", () => {
    const drained = /for program in (.*); do/.exec(script)?.[1];
    expect(drained).toBe("kube-apiserver kube-controller-manager kube-scheduler");
  });

  it("drains late where it hears of the end before it heard of the beginning", () => {
    expect(script).toContain("wait_for 'draining|complete'");
  });

  it("powers off last of all", () => {
    expect(script.trimEnd().split("\n").slice(-3)).toEqual([
      "wait_for complete",
      'echo "complete: powering off"',
      "systemctl poweroff",
    ]);
  });
});
