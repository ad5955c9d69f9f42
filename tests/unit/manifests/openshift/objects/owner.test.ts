import {
  cloudConfig,
  installInfo,
  kubeadmin,
  pullSecret,
  rootCa,
  support,
} from "../../../../../manifests/openshift/objects/owner";
import { openshiftTestBundle } from "../../../../support/openshift-keys";
import { clear, testOwnerSecrets } from "../../../../support/openshift-objects";
import { openshiftPlanOf } from "../../../../support/openshift-plan";

const plan = openshiftPlanOf();

describe("what the cluster's owner brings", () => {
  it("is the registries' credentials, of the one type that MCO's render takes", () => {
    const object = pullSecret(testOwnerSecrets);
    expect(object).toMatchObject({
      type: "kubernetes.io/dockerconfigjson",
      metadata: { namespace: "openshift-config", name: "pull-secret" },
    });
    expect(clear(object)).toEqual({ ".dockerconfigjson": testOwnerSecrets.pullSecret });
  });

  it("defect 7 of 4.2: is the first administrator's hash, under the key that the login server reads", () => {
    const object = kubeadmin(testOwnerSecrets);
    expect(object.metadata).toMatchObject({ namespace: "kube-system", name: "kubeadmin" });
    expect(clear(object)).toEqual({ kubeadmin: testOwnerSecrets.kubeadminHash });
  });
});

describe("what operators read besides", () => {
  it("is the certificate of the machines' authority, without its key", () => {
    const bundle = openshiftTestBundle(plan);
    expect(rootCa(bundle)).toMatchObject({
      metadata: { namespace: "kube-system", name: "root-ca" },
      data: { "ca.crt": bundle.authorities["root-ca"].certificatePem },
    });
  });

  it("is an empty configuration of the cloud that is not there", () => {
    expect(clear(cloudConfig)).toEqual({ config: "" });
  });

  it("is who made the cluster", () => {
    expect(installInfo(plan).map(({ metadata }) => metadata.name)).toContain("openshift-install");
    expect(installInfo(plan)[0]?.data).toEqual({ invoker: "hardway", version: "4.19.0-okd-scos.1" });
  });

  it("is that OKD has no subscription, and nothing of the kind for OpenShift", () => {
    expect(support(plan).map(clear)).toEqual([{ scaPullDisabled: "true" }]);
    expect(support({ ...plan, distribution: "ocp" })).toEqual([]);
  });
});
