import * as pulumi from "@pulumi/pulumi";
import { DemoApplication } from "../../../../../components/microshift/objects/demo-application";
import { microshiftProvider } from "../../../../../components/microshift/objects/provider";
import { graphOf, isSecret, type Graph } from "../../../../support/graph";
import { objectsPlan } from "../../../../support/microshift-objects";

class Machines extends pulumi.ComponentResource {
  constructor() {
    super("test:Machines", "machines");
  }
}

/** A program with the component, after something else. */
function program(): Promise<object> {
  const plan = objectsPlan({ startMinutes: 7 });
  const machines = new Machines();
  const provider = microshiftProvider("provider", { kubeconfig: "{}", clusterName: "edge" }, {});
  const after = [microshiftProvider("answering", { kubeconfig: "{}", clusterName: "edge" }, {})];
  new DemoApplication("demo", { plan, provider, after, deletedWith: machines });
  return Promise.resolve({});
}

describe("the component of the demo application", () => {
  let registered: Graph["registered"];
  beforeAll(async () => {
    ({ registered } = await graphOf(program));
  });
  const found = (name: string) => {
    const resource = registered.get(name);
    if (resource === undefined) throw new Error(`no ${name} among ${[...registered.keys()].join(", ")}`);
    return resource;
  };

  it("make a namespace first and pods last, when accounts, rights and the rest are there", () => {
    expect(found("demo-service-account-golang-codeready-workspace").dependsOn).toContain(
      "demo-namespace-initial-test",
    );
    expect(found("demo-deployment-golang-codeready-workspace").dependsOn).toEqual(
      expect.arrayContaining([
        "demo-namespace-initial-test",
        "demo-service-account-golang-codeready-workspace",
        "demo-role-binding-system-openshift-scc-anyuid",
        "demo-service-golang-codeready-workspace",
        "demo-route-golang-codeready-workspace",
      ]),
    );
  });

  it("take over what somebody else has made of their objects", () => {
    const { metadata } = found("demo-deployment-golang-codeready-workspace").inputs;
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
    expect(found("demo-namespace-initial-test").dependsOn).toContain("answering");
    expect(found("demo-namespace-initial-test").deletedWith).toBe("machines");
    expect(found("demo-deployment-golang-codeready-workspace").deletedWith).toBe("machines");
  });

  it("make kinds of OpenShift's as they are, without a class for them", () => {
    expect(found("demo-route-golang-codeready-workspace")).toMatchObject({
      type: "kubernetes:route.openshift.io/v1:Route",
      inputs: { kind: "Route", spec: { host: "golang-codeready-workspace.apps.edge.hardway.internal" } },
    });
  });
});
