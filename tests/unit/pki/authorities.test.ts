import { plannedAuthorities } from "../../../pki/authorities";
import { authorityNames, kubernetesTable } from "../../../pki/certificates/kubernetes";
import { openshiftTable } from "../../../pki/certificates/openshift-table";
import { testTime } from "../../support/keys";
import { openshiftPlanOf } from "../../support/openshift-plan";
import { planOf } from "../../support/plan";

describe("the authorities of a plan", () => {
  it("are those of the table, in its order", () => {
    expect(Object.keys(plannedAuthorities(kubernetesTable, planOf()))).toEqual(authorityNames);
  });

  it("of an upstream Kubernetes are valid as long as the plan says", () => {
    const plan = planOf({ certificateDays: { authority: 2000 } });
    const { etcd } = plannedAuthorities(kubernetesTable, plan);
    expect(etcd).toMatchObject({ name: "authority/etcd", purpose: "authority", days: 2000 });
    expect(etcd.subject(testTime)).toEqual({ commonName: "etcd-ca" });
  });

  it("of OpenShift are valid as long as their entry says", () => {
    const { "kubelet-signer": signer } = plannedAuthorities(openshiftTable, openshiftPlanOf());
    expect(signer).toMatchObject({
      name: "authority/kubelet-signer",
      purpose: "openshiftAuthority",
      days: 1,
    });
  });
});
