import { trustBundle } from "../../../../../manifests/openshift/objects/trust-bundle";
import { openshiftPlanOf } from "../../../../support/openshift-plan";

describe("the authorities that are trusted besides", () => {
  it("stand where the Proxy's reference leads", () => {
    expect(trustBundle(openshiftPlanOf({ trustBundle: "PEM" }))).toMatchObject([
      {
        metadata: { namespace: "openshift-config", name: "user-ca-bundle" },
        data: { "ca-bundle.crt": "PEM" },
      },
    ]);
  });

  it("are no object where there are none", () => {
    expect(trustBundle(openshiftPlanOf())).toEqual([]);
  });
});
