import { X509Certificate } from "node:crypto";
import { objectPath } from "../../../../../manifests/openshift/cluster-objects";
import { machineConfigServer } from "../../../../../manifests/openshift/objects/machine-config-server";
import { clusterRoleBindings } from "../../../../../manifests/openshift/objects/rbac";
import { issueOpenshift } from "../../../../../pki/openshift";
import { testTime } from "../../../../support/keys";
import { separateOpenshiftTestKeys } from "../../../../support/openshift-keys";
import { clear, objectNamed } from "../../../../support/openshift-objects";
import { openshiftPlanOf } from "../../../../support/openshift-plan";

const plan = openshiftPlanOf();
const objects = machineConfigServer(issueOpenshift(plan, separateOpenshiftTestKeys(plan), testTime));
const pem = (name: string) => clear(objectNamed(objects, "Secret", name))["tls.crt"] ?? "";

describe("the machine config servers of the control planes", () => {
  it("blocker 15: serve by the name that machines dial, under the authority that machines trust", () => {
    const server = new X509Certificate(pem("machine-config-server-tls"));
    const authority = new X509Certificate(pem("machine-config-server-ca"));
    expect(server.checkHost("api-int.okd.example.com")).toBe("api-int.okd.example.com");
    expect(server.verify(authority.publicKey)).toBe(true);
    expect(objectNamed(objects, "ConfigMap", "machine-config-server-ca").data).toEqual({
      "ca-bundle.crt": pem("machine-config-server-ca"),
    });
  });

  it("blocker 15: hand out the token of an account that is there before it, and may ask for certificates", () => {
    const token = objectNamed(objects, "Secret", "node-bootstrapper-token");
    const account = objectNamed(objects, "ServiceAccount", "node-bootstrapper");
    const binding = clusterRoleBindings.find(({ roleRef }) => roleRef.name === "system:node-bootstrapper");
    expect(token.type).toBe("kubernetes.io/service-account-token");
    expect(token.metadata.annotations?.["kubernetes.io/service-account.name"]).toBe(account.metadata.name);
    expect(binding?.subjects).toEqual([
      {
        kind: "ServiceAccount",
        name: account.metadata.name,
        namespace: "openshift-machine-config-operator",
      },
    ]);
    expect(objectPath(account) < objectPath(token)).toBe(true);
  });
});
