import {
  bootstrapEtcdSans,
  internalLoadBalancerSans,
  loadBalancerSans,
  localhostSans,
  machineConfigServerSans,
  serviceNetworkSans,
} from "../../../../topology/openshift/sans";
import { openshiftPlanOf } from "../../../support/openshift-plan";

const plan = openshiftPlanOf();

describe("what clients call an API server of OpenShift by", () => {
  it("is both Services in four forms each, and the first address of the Services, for pods", () => {
    expect(serviceNetworkSans(plan)).toEqual({
      dns: [
        "kubernetes",
        "kubernetes.default",
        "kubernetes.default.svc",
        "kubernetes.default.svc.cluster.local",
        "openshift",
        "openshift.default",
        "openshift.default.svc",
        "openshift.default.svc.cluster.local",
      ],
      ip: [plan.networks.service[0].apiServer],
    });
  });

  it("is one name for users and another for machines", () => {
    expect(loadBalancerSans(plan)).toEqual({ dns: ["api.okd.example.com"], ip: [] });
    expect(internalLoadBalancerSans(plan)).toEqual({ dns: ["api-int.okd.example.com"], ip: [] });
  });

  it("defect 3: is loopback in both families for what runs beside it", () => {
    expect(localhostSans).toEqual({ dns: ["localhost"], ip: ["127.0.0.1", "::1"] });
  });
});

describe("what machines call the server of their configuration by", () => {
  it("is the machines' name of the API and its addresses", () => {
    expect(machineConfigServerSans(plan)).toEqual({
      dns: ["api-int.okd.example.com"],
      ip: plan.api.addresses,
    });
  });
});

describe("what the bootstrap's etcd is called by", () => {
  it("is localhost, the Services of two namespaces, loopback of both families and the machine's addresses", () => {
    expect(bootstrapEtcdSans(plan)).toEqual({
      dns: [
        "localhost",
        "etcd.kube-system.svc",
        "etcd.kube-system.svc.cluster.local",
        "etcd.openshift-etcd.svc",
        "etcd.openshift-etcd.svc.cluster.local",
      ],
      ip: ["127.0.0.1", "::1", plan.bootstrap.address],
    });
  });
});
