import { openshiftPlanOf } from "../../../../support/openshift-plan";
import { configNamed } from "../bootstrap-rendered";

describe("the cluster policy controller's configuration", () => {
  const config = configNamed(openshiftPlanOf(), "cluster-policy-controller-config.yaml");

  it("asks the API server beside it", () => {
    expect(config["kubeClientConfig"]).toEqual({
      kubeConfig: "/etc/kubernetes/secrets/kube-controller-manager.kubeconfig",
    });
  });

  it("names no certificate, in whose stead the program makes one for the kubelet's probes", () => {
    expect(config["servingInfo"]).toEqual({ bindAddress: "127.0.0.1:10357", bindNetwork: "tcp" });
  });
});
