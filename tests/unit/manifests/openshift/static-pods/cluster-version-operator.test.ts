import { bootstrapClusterVersionOperator } from "../../../../../manifests/openshift/static-pods/cluster-version-operator";
import { podOf } from "../../rendered";
import { containerOf, environmentIn, flagsIn } from "../bootstrap-rendered";

const pod = podOf(bootstrapClusterVersionOperator().yaml);
const operator = containerOf(pod, "cluster-version-operator");
const flags = flagsIn(operator);

describe("the version operator of the bootstrap machine", () => {
  it("runs the release image, which alone has the payload (10.1: CVO exits, payload missing)", () => {
    expect(operator.image).toBe("release-image://release");
    expect(operator.command).toBeUndefined();
    expect(flags.get("release-image")).toBe("release-image://release");
  });

  it("starts in a stage after the objects (10.1: CVO crashes on informers, CVO exits on feature mismatch)", () => {
    expect(bootstrapClusterVersionOperator().stage).toBe("operators");
  });

  it("listens nowhere, as it has no serving certificate (10.1: CVO exits, serving cert)", () => {
    expect(operator.args).toContain("--listen=");
  });

  it("knows the profile of its cluster (10.1: CVO applies nothing)", () => {
    expect(environmentIn(operator).get("CLUSTER_PROFILE")).toBe("self-managed-high-availability");
  });

  it("may read the kubeconfig of its machine (10.1: CVO cannot read hostPath kubeconfig)", () => {
    expect(operator.securityContext).toEqual({ privileged: true });
    const volume = pod.spec?.volumes?.find(({ name }) => name === "kubeconfig");
    expect(volume?.hostPath).toEqual({ path: "/etc/kubernetes/kubeconfig", type: "File" });
    expect(flags.get("kubeconfig")).toBe("/etc/kubernetes/kubeconfig");
  });

  it("asks the API server beside it, not a Service's address that leads nowhere (10.1)", () => {
    expect(environmentIn(operator).get("KUBERNETES_SERVICE_HOST")).toBe("127.0.0.1");
    expect(environmentIn(operator).get("KUBERNETES_SERVICE_PORT")).toBe("6443");
  });

  it("takes no version but the one that it is", () => {
    expect(flags.get("enable-auto-update")).toBe("false");
  });

  it("is given no flag that its program has no more, as enable-default-cluster-version", () => {
    expect([...flags.keys()]).toEqual(["release-image", "enable-auto-update", "listen", "kubeconfig", "v"]);
  });
});
