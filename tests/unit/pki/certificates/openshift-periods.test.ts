import { openshiftPeriods } from "../../../../pki/certificates/openshift-periods";

describe("the periods of OpenShift's certificates", () => {
  it.each(Object.entries(openshiftPeriods))("say of %s why it is as long", (_, { why }) => {
    expect(why.length).toBeGreaterThan(40);
  });

  it("are the installer's, in days", () => {
    expect(Object.values(openshiftPeriods).map(({ days }) => days)).toEqual([3650, 1825, 1095, 365, 1]);
  });
});
