import { controlPlaneFiles } from "../../../ignition/control-plane";
import { testBundle } from "../../support/keys";
import { planOf } from "../../support/plan";
import { first } from "../manifests/rendered";

const plan = planOf({ controlPlanes: 1, workers: 0 });
const { files, units } = controlPlaneFiles(plan, testBundle(plan), first(plan.controlPlanes));
const paths = files.map(({ path }) => path);

describe("a control plane machine", () => {
  it("has its control plane ready, but not where the kubelet would start it before etcd has taken it in", () => {
    expect(paths.filter((path) => path.startsWith("/etc/kubernetes/static-pods/"))).toHaveLength(4);
    expect(paths.filter((path) => path.startsWith("/etc/kubernetes/manifests/"))).toEqual([]);
  });

  it("finds its membership by itself", () => {
    expect(units.map(({ name }) => name)).toContain("etcd-membership.service");
  });

  it("is a node as every worker is", () => {
    expect(paths).toContain("/etc/kubernetes/kubelet/bootstrap.kubeconfig");
    expect(paths).toContain("/etc/cni/net.d/10-pods.conflist");
  });
});
