import { cloudProviderRights } from "../../../../../manifests/microshift/objects/cloud-provider";
import { kubeVipRights } from "../../../../../manifests/microshift/objects/kube-vip-rights";

describe.each([
  ["kube-vip", kubeVipRights],
  ["its cloud provider", cloudProviderRights],
])("the rights of %s", (_, rights) => {
  it("are said for each resource once, each verb by its name", () => {
    const resources = rights.flatMap(({ group, resources }) => resources.map((name) => `${group}/${name}`));
    expect(new Set(resources).size).toBe(resources.length);
    expect(rights.flatMap(({ verbs }) => verbs)).not.toContain("*");
  });

  it("change no node and read no secret", () => {
    const nodes = rights.find(({ resources }) => resources.includes("nodes"));
    expect(nodes?.verbs).toEqual(["get", "list", "watch"]);
    expect(rights.flatMap(({ resources }) => resources)).not.toContain("secrets");
  });
});
