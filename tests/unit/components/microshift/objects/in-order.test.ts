import * as pulumi from "@pulumi/pulumi";
import { DemoApplication } from "../../../../../components/microshift/objects/demo-application";
import { microshiftProvider } from "../../../../../components/microshift/objects/provider";
import { VirtualAddress } from "../../../../support/virtual-address-component";
import { graphOf, isSecret, type Graph } from "../../../../support/graph";
import { objectsPlan } from "../../../../support/microshift-objects";

class Machines extends pulumi.ComponentResource {
  constructor() {
    super("test:Machines", "machines");
  }
}

/** A program with the components of this folder, one after the other. */
function program(): Promise<object> {
  const plan = objectsPlan({ startMinutes: 7 });
  const machines = new Machines();
  const provider = microshiftProvider("provider", { kubeconfig: "{}", clusterName: "edge" }, {});
  const address = new VirtualAddress("address", { plan, provider, deletedWith: machines });
  new DemoApplication("demo", { plan, provider, after: address.objects });
  return Promise.resolve({});
}

describe("the components of objects", () => {
  let registered: Graph["registered"];
  beforeAll(async () => {
    ({ registered } = await graphOf(program));
  });
  const found = (name: string) => {
    const resource = registered.get(name);
    if (resource === undefined) throw new Error(`no ${name} among ${[...registered.keys()].join(", ")}`);
    return resource;
  };

  it("make a namespace first and pods last, when accounts, rights and constraints are there", () => {
    expect(found("address-namespace-kube-vip").dependsOn).toEqual([]);
    expect(found("address-service-account-kube-vip").dependsOn).toContain("address-namespace-kube-vip");
    expect(found("address-daemon-set-kube-vip").dependsOn).toEqual(
      expect.arrayContaining([
        "address-namespace-kube-vip",
        "address-service-account-kube-vip",
        "address-cluster-role-kube-vip",
        "address-cluster-role-binding-kube-vip",
        "address-security-context-constraints-kube-vip",
      ]),
    );
  });

  it("take over what somebody else has made of their objects", () => {
    const { metadata } = found("address-daemon-set-kube-vip").inputs;
    expect(metadata).toMatchObject({ annotations: { "pulumi.com/patchForce": "true" } });
    expect(found("provider").inputs).toMatchObject({
      upsertExistingObjects: "true",
      clusterIdentifier: "edge",
    });
  });

  it("keep the kubeconfig secret", () => {
    expect(isSecret(found("provider").inputs["kubeconfig"])).toBe(true);
  });

  it("wait for what they come after, and go with what they are deleted with", () => {
    expect(found("demo-namespace-initial-test").dependsOn).toContain("address-daemon-set-kube-vip");
    expect(found("address-daemon-set-kube-vip").deletedWith).toBe("machines");
    expect(found("demo-namespace-initial-test").deletedWith).toBe("");
  });

  it("make kinds of OpenShift's as they are, without a class for them", () => {
    expect(found("demo-route-golang-codeready-workspace")).toMatchObject({
      type: "kubernetes:route.openshift.io/v1:Route",
      inputs: { kind: "Route", spec: { host: "golang-codeready-workspace.apps.edge.hardway.internal" } },
    });
  });
});
