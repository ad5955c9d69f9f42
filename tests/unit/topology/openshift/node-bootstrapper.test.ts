import { nodeBootstrapper } from "../../../../topology/openshift/node-bootstrapper";

describe("the account of machines that are no nodes yet", () => {
  it("is the one that the machine config operator's own objects name", () => {
    expect(nodeBootstrapper).toEqual({
      namespace: "openshift-machine-config-operator",
      name: "node-bootstrapper",
      user: "system:serviceaccount:openshift-machine-config-operator:node-bootstrapper",
      groups: ["system:serviceaccounts:openshift-machine-config-operator", "system:serviceaccounts"],
    });
  });
});
