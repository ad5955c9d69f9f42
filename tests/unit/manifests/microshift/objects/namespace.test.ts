import { namespace } from "../../../../../manifests/microshift/objects/namespace";

describe("a namespace", () => {
  it("has its level from the moment at which it is made, and keeps it", () => {
    expect(namespace("some", "baseline").metadata).toEqual({
      name: "some",
      labels: {
        "pod-security.kubernetes.io/enforce": "baseline",
        "pod-security.kubernetes.io/audit": "baseline",
        "pod-security.kubernetes.io/warn": "baseline",
        "security.openshift.io/scc.podSecurityLabelSync": "false",
      },
    });
  });
});
