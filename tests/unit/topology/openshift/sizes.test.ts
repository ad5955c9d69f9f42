import { openshiftSizes } from "../../../../topology/openshift/sizes";

describe("the sizes of OpenShift's virtual machines", () => {
  it.each(["bootstrap", "controlPlane"] as const)(
    "blocker 5: leave the operators of the network two processors and half of the memory of a %s",
    (role) => {
      expect(openshiftSizes[role]).toMatchObject({ cpus: 4, memory: 16 * 1024 });
    },
  );

  it("have room on a disk for the release's images and for a second system beside the first", () => {
    for (const role of ["bootstrap", "controlPlane", "worker"] as const)
      expect(openshiftSizes[role].disk).toBe(100);
  });
});
