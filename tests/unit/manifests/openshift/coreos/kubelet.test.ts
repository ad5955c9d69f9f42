import { bootstrapKubelet } from "../../../../../manifests/openshift/coreos/kubelet";
import { openshiftMinors } from "../../../../../topology/openshift/versions";
import { openshiftPlanOf } from "../../../../support/openshift-plan";
import { unitAt } from "../../rendered";

const plan = openshiftPlanOf();
const part = bootstrapKubelet(plan);
const unit = unitAt(part, "kubelet.service");

describe("the bootstrap machine's kubelet on CoreOS", () => {
  it("trap: knows no API, or it would wait for the one that it is to start", () => {
    expect(unit).not.toContain("kubeconfig");
    expect(unit).toContain("--pod-manifest-path=/etc/kubernetes/manifests");
    expect(unit).toContain("--anonymous-auth=false");
  });

  it("trap: starts, as CRI-O does, when CRI-O knows the release's image for pods", () => {
    expect(unit).toContain("After=crio.service release-image.service\n");
    expect(unitAt(part, "crio.service")).toContain("After=release-image.service\n");
  });

  it("tells its pods the machine's address", () => {
    expect(unit).toContain(`--node-ip=${plan.bootstrap.address}`);
  });

  it.each(openshiftMinors)("has no flag that the kubelet of %s does not have", (minor) => {
    const own = openshiftPlanOf({ release: { ...plan.openshift.release, minor } });
    expect(unitAt(bootstrapKubelet(own), "kubelet.service")).not.toContain("pod-infra-container-image");
  });

  it("is there before the directory that it looks for plugins in is missed", () => {
    const [directory] = part.directories ?? [];
    expect(unit).toContain(`--volume-plugin-dir=${directory?.path ?? "none"}`);
  });
});
