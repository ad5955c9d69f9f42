import {
  apiServerArguments,
  openshiftOnly,
} from "../../../../../manifests/openshift/configs/api-server-arguments";
import { inspect } from "../../../../../pki/inspect";
import { openshiftMinors } from "../../../../../topology/openshift/versions";
import { openshiftTestBundle } from "../../../../support/openshift-keys";
import { openshiftPlanOf } from "../../../../support/openshift-plan";

const plan = openshiftPlanOf();
const given = apiServerArguments(plan);
const secrets = "/etc/kubernetes/secrets";

describe("the API server's arguments", () => {
  it("blocker 8: put the cluster where the control planes' API servers look for it", () => {
    expect(given["etcd-prefix"]).toEqual(["kubernetes.io"]);
  });

  it.each(openshiftMinors)("blocker 6: have security context constraints admit every pod of %s", (minor) => {
    const of = openshiftPlanOf({ release: { ...plan.openshift.release, minor } });
    expect(apiServerArguments(of)["enable-admission-plugins"]).toEqual(
      expect.arrayContaining([
        "security.openshift.io/DefaultSecurityContextConstraints",
        "security.openshift.io/SCCExecRestrictions",
        "security.openshift.io/SecurityContextConstraint",
        "security.openshift.io/ValidateSecurityContextConstraints",
      ]),
    );
  });

  it("ask etcd on loopback", () => {
    expect(given["etcd-servers"]).toEqual(["https://127.0.0.1:2379"]);
  });

  it("name lists item by item, and as one text what the program takes once", () => {
    expect(given["kubelet-preferred-address-types"]).toEqual(["InternalIP"]);
    const dual = openshiftPlanOf({}, { addressFamily: "dual" });
    expect(apiServerArguments(dual)["service-cluster-ip-range"]?.[0]?.split(",")).toHaveLength(2);
    expect(apiServerArguments(dual)["service-cluster-ip-range"]).toHaveLength(1);
  });

  it("verify kubelets against the signer of their signing requests", () => {
    expect(given["kubelet-certificate-authority"]).toEqual([`${secrets}/kubelet-client-ca-bundle.crt`]);
  });

  it("name as OpenShift's own only what they have", () => {
    for (const [name, values] of Object.entries(openshiftOnly))
      expect(given[name]).toEqual(expect.arrayContaining([...values]));
  });
});

/** Each row of the facts' table of flags that the hard way's API server lacks (3.2). */
describe("a flag that the hard way lacks", () => {
  it("etcd-prefix: the cluster is not empty after the hand-over", () => {
    expect(given["etcd-prefix"]).toEqual(["kubernetes.io"]);
  });

  it("storage-media-type: what is stored is protobuf", () => {
    expect(given["storage-media-type"]).toEqual(["application/vnd.kubernetes.protobuf"]);
  });

  it("authorization-mode: OAuth's scopes hold, and the bootstrap needs no role", () => {
    expect(given["authorization-mode"]).toEqual(["Scope", "SystemMasters", "RBAC", "Node"]);
  });

  it("admission: images, routes and quotas are OpenShift's", () => {
    expect(given["enable-admission-plugins"]).toEqual(
      expect.arrayContaining([
        "image.openshift.io/ImagePolicy",
        "route.openshift.io/IngressAdmission",
        "quota.openshift.io/ClusterResourceQuota",
        "network.openshift.io/RestrictedEndpointsAdmission",
      ]),
    );
  });

  it("enable-aggregator-routing: aggregated API servers are dialled without kube-proxy", () => {
    expect(given["enable-aggregator-routing"]).toEqual(["true"]);
  });

  it("the bound signing key: it signs, and both keys verify", () => {
    expect(given["service-account-signing-key-file"]).toEqual([
      `${secrets}/bound-service-account-signing-key.key`,
    ]);
    expect(given["service-account-key-file"]).toEqual([
      `${secrets}/service-account.pub`,
      `${secrets}/bound-service-account-signing-key.pub`,
    ]);
    expect(given["service-account-issuer"]).toEqual(["https://kubernetes.default.svc"]);
    expect(given["api-audiences"]).toEqual(["https://kubernetes.default.svc"]);
  });

  it("kubelet-preferred-address-types: logs need no name of a node", () => {
    expect(given["kubelet-preferred-address-types"]).toEqual(["InternalIP"]);
  });
});

describe("the front proxy", () => {
  it("blocker 11: shows a certificate that its own list allows, as do the control planes' API servers (1.1, defect 1)", () => {
    const { certificatePem } = openshiftTestBundle(plan).leaves["apiserver-proxy"];
    const allowed = given["requestheader-allowed-names"];
    expect(given["proxy-client-cert-file"]).toEqual([`${secrets}/apiserver-proxy.crt`]);
    expect(allowed).toContain(/CN=(.*)/.exec(inspect(certificatePem).subject)?.[1]);
    expect(allowed).toContain("system:openshift-aggregator");
  });
});
