import { cloudProviderObjects } from "../../../../../manifests/microshift/objects/cloud-provider";
import { objectsPlan, only } from "../../../../support/microshift-objects";

const objects = cloudProviderObjects(objectsPlan());
const deployment = only(objects, "Deployment");
const pod = deployment.spec.template.spec;

describe("kube-vip's cloud provider", () => {
  it("gives the addresses of the plan's range to Services of every namespace", () => {
    expect(only(objects, "ConfigMap")).toMatchObject({
      metadata: { name: "kubevip", namespace: "kube-system" },
      data: { "range-global": "10.90.0.101-10.90.0.199" },
    });
    const own = cloudProviderObjects(objectsPlan({ loadBalancerRange: "10.90.0.120-10.90.0.129" }));
    expect(only(own, "ConfigMap").data).toEqual({ "range-global": "10.90.0.120-10.90.0.129" });
  });

  it("is called as MicroShift calls its own, down to selector and container", () => {
    expect(deployment.metadata).toMatchObject({ name: "kube-vip-cloud-controller", namespace: "kube-vip" });
    expect(deployment.spec.selector.matchLabels).toEqual({
      app: "kube-vip",
      component: "kube-vip-cloud-provider",
    });
    expect(pod?.containers.map(({ name }) => name)).toEqual(["kube-vip-cloud-provider"]);
  });

  it("leads by a lease of its own name, and needs nothing of the machine", () => {
    expect(pod?.containers[0]?.command).toContain("--leader-elect-resource-name=kube-vip-cloud-controller");
    expect(pod?.hostNetwork).toBeUndefined();
    expect(pod?.containers[0]?.securityContext?.capabilities).toEqual({ drop: ["ALL"] });
  });

  it("would rather run on a control plane, tainted or not", () => {
    expect(pod?.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution).toHaveLength(2);
    expect(pod?.tolerations?.map(({ effect }) => effect)).toEqual(["NoSchedule", "NoSchedule"]);
  });
});
