import {
  openshiftLeaves,
  type OpenshiftLeafName,
  requestHeaderNames,
} from "../../../../pki/certificates/openshift";
import type { OpenshiftAuthorityName } from "../../../../pki/certificates/openshift-authorities";
import { plannedOpenshiftLeaves } from "../../../../pki/openshift";
import { organizationsOf } from "../../../../pki/spec";
import { openshiftPlanOf } from "../../../support/openshift-plan";

const plan = openshiftPlanOf();
const planned = plannedOpenshiftLeaves(plan);
const names = Object.keys(openshiftLeaves) as OpenshiftLeafName[];

const namesOf = (where: (leaf: (typeof planned)[OpenshiftLeafName]) => boolean) =>
  names.filter((name) => where(planned[name]));
const signedBy = (authority: OpenshiftAuthorityName) => namesOf((leaf) => leaf.authority === authority);

describe("the table of OpenShift's leaves", () => {
  it.each(Object.entries(openshiftLeaves))("says of %s why it is there", (_, { why }) => {
    expect(why.length).toBeGreaterThan(40);
  });

  it.each<[OpenshiftAuthorityName, readonly OpenshiftLeafName[]]>([
    ["etcd-signer", ["etcd-peer", "etcd-serving", "etcd-client", "etcd-operator"]],
    ["etcd-metric-signer", ["etcd-serving-metrics", "etcd-metric-client"]],
    ["kube-apiserver-service-network-signer", ["kube-apiserver-service-network-server"]],
    ["kube-apiserver-localhost-signer", ["kube-apiserver-localhost-server"]],
    ["kube-apiserver-lb-signer", ["kube-apiserver-lb-server", "kube-apiserver-internal-lb-server"]],
    ["kube-apiserver-to-kubelet-signer", ["kube-apiserver-to-kubelet-client"]],
    [
      "kube-control-plane-signer",
      ["kube-control-plane-kube-controller-manager-client", "kube-control-plane-kube-scheduler-client"],
    ],
    ["aggregator-signer", ["apiserver-proxy"]],
    ["kubelet-bootstrap-kubeconfig-signer", ["kubelet-client"]],
    ["root-ca", ["machine-config-server"]],
    ["admin-kubeconfig-signer", ["admin-kubeconfig-client", "provisioner"]],
    ["kubelet-signer", []],
  ])("has under %s %j and no other", (authority, expected) => {
    expect(signedBy(authority)).toEqual(expected);
  });

  it("gives both usages to etcd's servers alone, which dial themselves and each other", () => {
    expect(namesOf(({ purpose }) => purpose === "peer")).toEqual([
      "etcd-peer",
      "etcd-serving",
      "etcd-serving-metrics",
    ]);
  });

  it("gives an administrator no usage of a server, where the installer does", () => {
    expect(planned["admin-kubeconfig-client"].purpose).toBe("client");
  });

  it("gives a day to what the bootstrap's API server shows, which the operators' API servers never do", () => {
    expect(namesOf(({ days }) => days === 1)).toEqual([
      "kube-apiserver-service-network-server",
      "kube-apiserver-localhost-server",
      "kube-apiserver-lb-server",
      "kube-apiserver-internal-lb-server",
      "apiserver-proxy",
    ]);
  });

  it("gives the operators' keys to nobody's machine, and the bootstrap's to no operator", () => {
    const ofOperators = ["admin-kubeconfig-client", "provisioner", "etcd-operator"];
    expect(namesOf(({ holder }) => holder === undefined)).toEqual(ofOperators);
    expect(namesOf(({ holder }) => holder?.name === plan.bootstrap.name)).toHaveLength(
      names.length - ofOperators.length,
    );
  });

  it("keeps each common name within the 64 characters of X.509, but for a service account's, which is longer", () => {
    expect(namesOf(({ subject }) => subject.commonName.length > 64)).toEqual(["kubelet-client"]);
  });

  it("has a machine that boots be the service account that the cluster's role binding names", () => {
    expect(planned["kubelet-client"].subject).toEqual({
      commonName: "system:serviceaccount:openshift-machine-config-operator:node-bootstrapper",
      organization: ["system:serviceaccounts:openshift-machine-config-operator", "system:serviceaccounts"],
    });
  });
});

describe("the defects of a PKI by hand (facts: openshift-hard-way.md, 1.1)", () => {
  it("blocker 11, defect 1: the front proxy has a name that aggregated API servers allow", () => {
    expect(requestHeaderNames).toContain(planned["apiserver-proxy"].subject.commonName);
    expect(requestHeaderNames).toEqual([
      "kube-apiserver-proxy",
      "system:kube-apiserver-proxy",
      "system:openshift-aggregator",
    ]);
  });

  it("defect 3: ::1 is among the addresses of whatever answers on loopback", () => {
    const onLoopback = namesOf(({ sans }) => sans.ip.includes("127.0.0.1"));
    expect(onLoopback).toEqual([
      "etcd-peer",
      "etcd-serving",
      "etcd-serving-metrics",
      "kube-apiserver-localhost-server",
    ]);
    expect(onLoopback.filter((name) => !planned[name].sans.ip.includes("::1"))).toEqual([]);
  });

  it("defect 4: an API server is in the group by which kubelets know it", () => {
    expect(planned["kube-apiserver-to-kubelet-client"].subject).toEqual({
      commonName: "system:kube-apiserver",
      organization: "kube-master",
    });
  });

  it("defect 5: controller manager and scheduler need no role of a cluster whose roles they are to wait for", () => {
    for (const program of ["kube-controller-manager", "kube-scheduler"] as const)
      expect(planned[`kube-control-plane-${program}-client` as const].subject).toEqual({
        commonName: "system:admin",
        organization: "system:masters",
      });
  });

  it("puts nobody else into system:masters but administrators and the program itself", () => {
    expect(namesOf(({ subject }) => organizationsOf(subject).includes("system:masters"))).toEqual([
      "kube-control-plane-kube-controller-manager-client",
      "kube-control-plane-kube-scheduler-client",
      "admin-kubeconfig-client",
      "provisioner",
    ]);
  });
});
