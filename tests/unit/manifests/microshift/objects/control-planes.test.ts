import {
  onlyControlPlanes,
  ratherControlPlanes,
  tolerations,
} from "../../../../../manifests/microshift/objects/control-planes";

describe("where programs of the control plane run", () => {
  it("takes a node by either label, as a term is enough", () => {
    const required = onlyControlPlanes.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
    expect(required?.nodeSelectorTerms.map(({ matchExpressions }) => matchExpressions?.length)).toEqual([
      1, 1,
    ]);
    expect(onlyControlPlanes.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution).toBeUndefined();
  });

  it("can be a wish, which a cluster without room for it does not hold up", () => {
    const { nodeAffinity } = ratherControlPlanes;
    expect(nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution).toHaveLength(2);
    expect(nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution).toBeUndefined();
  });

  it("is not stopped by taints with the given effects", () => {
    expect(tolerations("NoSchedule").map(({ effect }) => effect)).toEqual(["NoSchedule", "NoSchedule"]);
    expect(tolerations("NoSchedule", "NoExecute")).toHaveLength(4);
  });
});
