import { openshiftAuthorities } from "../../../../pki/certificates/openshift-authorities";
import { openshiftTable } from "../../../../pki/certificates/openshift-table";
import { testTime } from "../../../support/keys";

const entries = Object.entries(openshiftAuthorities);

describe("the table of OpenShift's signers", () => {
  it.each(entries)("says of %s why it is apart from the others", (_, { why }) => {
    expect(why.length).toBeGreaterThan(40);
  });

  it("has the installer's signers and those of etcd's operator", () => {
    expect(Object.keys(openshiftAuthorities).sort()).toEqual([
      "admin-kubeconfig-signer",
      "aggregator-signer",
      "etcd-metric-signer",
      "etcd-signer",
      "kube-apiserver-lb-signer",
      "kube-apiserver-localhost-signer",
      "kube-apiserver-service-network-signer",
      "kube-apiserver-to-kubelet-signer",
      "kube-control-plane-signer",
      "kubelet-bootstrap-kubeconfig-signer",
      "kubelet-signer",
      "root-ca",
    ]);
  });

  it("gives those a day that operators put another in the place of at once", () => {
    const brief = entries.filter(([, { validity }]) => validity === "day");
    expect(brief.map(([name]) => name)).toEqual(["kubelet-signer", "aggregator-signer"]);
  });

  it("calls each by its name, and those of etcd as their operator would, by the time of the key's making", () => {
    const subjectOf = (name: keyof typeof openshiftAuthorities) =>
      openshiftTable.authoritySubject(name, new Date("2026-01-01T00:00:00.900Z"));
    expect(subjectOf("kubelet-signer")).toEqual({
      organizationalUnit: "openshift",
      commonName: "kubelet-signer",
    });
    const unixTime = testTime.getTime() / 1000;
    expect(subjectOf("etcd-signer").commonName).toBe(`openshift-etcd_etcd-signer@${unixTime}`);
    expect(subjectOf("etcd-metric-signer").commonName).toBe(`openshift-etcd_etcd-metric-signer@${unixTime}`);
  });
});
