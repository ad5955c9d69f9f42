import { foldersOnHypervisor, haproxyPlacesOf, machinePlaces } from "../../../manifests/haproxy-places";
import { anyPlanOf, planOf } from "../../support/plan";

const onHost = { platform: "libvirt", libvirt: { loadBalancer: "host" } };

describe("what belongs to HAProxy", () => {
  it("lies on a machine where it does for a machine, on every platform", () => {
    expect(haproxyPlacesOf(planOf())).toBe(machinePlaces);
    expect(haproxyPlacesOf(planOf({ platform: "libvirt" }))).toBe(machinePlaces);
  });

  it("lies on the hypervisor in folders of the cluster's own, and nothing of it where another HAProxy has its own", () => {
    const plan = anyPlanOf(onHost);
    const { files, runtime } = foldersOnHypervisor(plan);
    for (const path of Object.values<string>({ ...haproxyPlacesOf(plan) }))
      expect([files, runtime]).toContain(path.slice(0, path.lastIndexOf("/")));
    expect(files).toContain(plan.stack);
    expect(runtime).toContain(plan.stack);
  });
});
