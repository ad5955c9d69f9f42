import { openshiftTable } from "../../../../pki/certificates/openshift-table";
import { openshiftPlanOf } from "../../../support/openshift-plan";

describe("the periods of OpenShift's table", () => {
  it("are its own, whatever the configuration says of an upstream Kubernetes' certificates", () => {
    const plan = openshiftPlanOf({}, { certificateDays: { leaf: 90, admin: 7 } });
    expect(openshiftTable.leafDays("year", plan)).toBe(365);
    expect(openshiftTable.authorityDays("root-ca", plan)).toBe(3650);
    expect(openshiftTable.authorityDays("etcd-signer", plan)).toBe(1825);
    expect(openshiftTable.authorityDays("kubelet-signer", plan)).toBe(1);
  });
});
