import { stageNames, stagesFor, stagesOf } from "../../../topology/stages";

describe("the stages of a cluster", () => {
  it("are those of its topology in upstream Kubernetes", () => {
    expect(stagesFor({ distribution: "kubernetes", topology: "external-etcd" })).toBe(
      stagesOf["external-etcd"],
    );
  });

  it.each(["okd", "ocp"])("of %s have no services, which operators bring", (distribution) => {
    expect(stagesFor({ distribution, topology: "ha" })).toEqual([
      "loadBalancer",
      "bootstrap",
      "controlPlane",
      "workers",
    ]);
    expect(stageNames).toEqual(expect.arrayContaining([...stagesFor({ distribution, topology: "ha" })]));
  });
});
