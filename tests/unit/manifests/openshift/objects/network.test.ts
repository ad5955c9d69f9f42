import { network } from "../../../../../manifests/openshift/objects/network";
import { openshiftPlanOf } from "../../../../support/openshift-plan";
import { objectsOf, testObjects } from "../../../../support/openshift-objects";

describe("the Network", () => {
  it("is OVN-Kubernetes on the plan's networks", () => {
    expect(network(openshiftPlanOf({}, { podNetwork: "10.128.0.0/14" })).spec).toMatchObject({
      networkType: "OVNKubernetes",
      clusterNetwork: [{ cidr: "10.128.0.0/14", hostPrefix: 23 }],
      serviceNetwork: ["10.96.0.0/16"],
    });
  });

  it("has one of each for every family", () => {
    const { spec } = network(openshiftPlanOf({}, { addressFamily: "dual" }));
    expect(spec.clusterNetwork.map(({ hostPrefix }) => hostPrefix)).toEqual([23, 64]);
    expect(spec.serviceNetwork).toHaveLength(2);
  });

  it("lets nobody claim an external address for a Service", () => {
    expect(network(openshiftPlanOf()).spec.externalIP).toEqual({ policy: {} });
  });

  it("defect 3 of 4.2: is the configuration alone; the operator's Network, whose CRD comes later, is the operator's", () => {
    expect(objectsOf(testObjects(), "Network").map(({ apiVersion }) => apiVersion)).toEqual([
      "config.openshift.io/v1",
    ]);
  });
});
