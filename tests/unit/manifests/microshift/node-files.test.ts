import { nodeFiles, secretNodeFiles } from "../../../../manifests/microshift/node-files";
import { microshiftHaInput, microshiftPlanFor } from "../../../support/microshift-plan";

const plan = microshiftPlanFor(microshiftHaInput());
const pathsOf = (name: string) =>
  plan.nodes
    .filter((node) => node.name === name)
    .flatMap((node) => nodeFiles(plan, node).map(({ path }) => path));

describe("what a podman node is given before it starts", () => {
  it("holds MicroShift back on every node", () => {
    for (const { name } of plan.nodes)
      expect(pathsOf(name)).toContain("/etc/systemd/system/microshift.service.d/10-hardway.conf");
  });

  it("is kube-vip on control planes, which alone apply manifests", () => {
    const kubeVip = "/etc/microshift/manifests.d/050-kube-vip/kube-vip.yaml";
    expect(pathsOf("node-1")).toContain(kubeVip);
    expect(pathsOf("node-4")).not.toContain(kubeVip);
  });

  it("is nothing under /var, where podman puts what it copies below the volume", () => {
    for (const { name } of plan.nodes) for (const path of pathsOf(name)) expect(path).toMatch(/^\/etc\//);
  });

  it("is the pull secret as a file of root's alone, and none without one", () => {
    expect(secretNodeFiles("{}\n\n")).toEqual([
      { path: "/etc/crio/openshift-pull-secret", mode: 0o600, owner: "root", contents: "{}\n" },
    ]);
    expect(secretNodeFiles("")).toEqual([]);
  });
});
