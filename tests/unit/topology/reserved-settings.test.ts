import { apiServerFlags } from "../../../manifests/kubernetes/kube-apiserver";
import { nodeConfiguration } from "../../../manifests/kubernetes/kubelet-configuration";
import { reservedSettings } from "../../../topology/reserved-settings";
import { planOf } from "../../support/plan";
import { first } from "../manifests/rendered";

const plan = planOf();
const master = first(plan.controlPlanes);

describe("the settings that a stack may not set", () => {
  it("are exactly the API server's flags that the program sets", () => {
    expect([...reservedSettings.apiServerFlags]).toEqual(Object.keys(apiServerFlags(plan, master)).sort());
  });

  it("are exactly the kubelet's settings that the program makes", () => {
    expect([...reservedSettings.kubeletSettings]).toEqual(
      Object.keys(nodeConfiguration(plan, master)).sort(),
    );
  });
});
