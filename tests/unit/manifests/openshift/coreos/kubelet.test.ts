import { bootkubePaths } from "../../../../../manifests/openshift/bootkube/paths";
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

  it("is told which image is not to be collected, by what the machine writes down before it starts", () => {
    expect(unit).toContain(`\nEnvironmentFile=${bootkubePaths.pauseEnvironment}\n`);
    expect(unit).toMatch(/ --pod-infra-container-image=\$\{PAUSE_IMAGE\}\n/);
  });

  it("trap: is not told so in 4.22, whose kubelet ends at that flag", () => {
    const told = openshiftMinors.filter((minor) => {
      const own = openshiftPlanOf({ release: { ...plan.openshift.release, minor } });
      return /pod-infra-container-image|EnvironmentFile/.test(
        unitAt(bootstrapKubelet(own), "kubelet.service"),
      );
    });
    expect(told).toEqual(["4.18", "4.19", "4.20", "4.21"]);
  });

  it("is there before the directory that it looks for plugins in is missed", () => {
    const [directory] = part.directories ?? [];
    expect(unit).toContain(`--volume-plugin-dir=${directory?.path ?? "none"}`);
  });
});
