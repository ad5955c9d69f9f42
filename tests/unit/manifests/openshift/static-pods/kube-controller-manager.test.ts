import { bootstrapControllerManager } from "../../../../../manifests/openshift/static-pods/kube-controller-manager";
import { openshiftPlanOf } from "../../../../support/openshift-plan";
import { podOf } from "../../rendered";
import { configNamed, containerOf, flagsIn } from "../bootstrap-rendered";

const plan = openshiftPlanOf();
const pod = podOf(bootstrapControllerManager(plan).yaml);
const manager = containerOf(pod, "kube-controller-manager");
const policy = containerOf(pod, "cluster-policy-controller");

describe("the bootstrap machine's controller manager", () => {
  it("reads its configuration and a kubeconfig of its own", () => {
    expect(manager.command).toEqual(["hyperkube", "kube-controller-manager"]);
    expect(manager.args).toEqual([
      "--openshift-config=/etc/kubernetes/config/kube-controller-manager-config.yaml",
      "--kubeconfig=/etc/kubernetes/secrets/kube-controller-manager.kubeconfig",
      "--v=2",
    ]);
  });

  it("is asked for its health where its configuration has it listen", () => {
    const config = configNamed(plan, "kube-controller-manager-config.yaml");
    expect(config["extendedArguments"]).toMatchObject({ "secure-port": ["10257"] });
    expect(manager.livenessProbe?.httpGet).toMatchObject({ port: 10257, scheme: "HTTPS", path: "/healthz" });
  });

  it("blocker 6: has the cluster policy controller beside it, which gives namespaces their user ids", () => {
    expect(policy).toMatchObject({
      image: "release-image://cluster-policy-controller",
      command: ["cluster-policy-controller"],
    });
    expect(policy.args?.[0]).toBe("start");
    expect(flagsIn(policy).get("config")).toBe(
      "/etc/kubernetes/config/cluster-policy-controller-config.yaml",
    );
    expect(policy.livenessProbe?.httpGet?.port).toBe(10357);
  });

  it("can write the certificates that both make themselves", () => {
    for (const { volumeMounts } of [manager, policy])
      expect(volumeMounts).toContainEqual({ name: "tmp", mountPath: "/tmp" });
  });
});
