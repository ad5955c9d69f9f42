import { configPath, mounts } from "../../../../manifests/openshift/bootstrap-mounts";

describe("the mounts of the bootstrap machine's pods", () => {
  it("have a name of their own each, by which a pod has each volume once", () => {
    const names = Object.values(mounts).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it("are below /etc/kubernetes where a container that is not privileged reads them (7.7)", () => {
    for (const { onMachine } of [mounts.secrets, mounts.configs])
      expect(onMachine).toMatch(/^\/etc\/kubernetes\/bootstrap-/);
  });

  it("show configurations at the place that flags name", () => {
    expect(configPath("audit-policy.yaml")).toBe("/etc/kubernetes/config/audit-policy.yaml");
  });
});
