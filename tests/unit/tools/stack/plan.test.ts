import { isMicroshift } from "../../../../topology/microshift/plan";
import { plannedBy } from "../../../../tools/stack/plan";
import { stackOf } from "../../../../tools/stack/stack";

const stack = stackOf("unit-preflight");

/** The plan of a file that is of no MicroShift stack. */
function clusterPlannedBy(text: string) {
  const plan = plannedBy(text, stack);
  if (plan === undefined || isMicroshift(plan))
    throw new Error("the plan is one of MicroShift, or there is none");
  return plan;
}

describe("the plan that the host is looked at for", () => {
  it("is that of the stack's own configuration, the defaults for what it leaves out", () => {
    const plan = clusterPlannedBy("config:\n  hardway:workers: 4\n  other:workers: 9\n");
    expect(plan.workers).toHaveLength(4);
    expect(plan.controlPlanes).toHaveLength(3);
    expect(clusterPlannedBy("").workers).toHaveLength(2);
  });

  it("is one of MicroShift where the stack is", () => {
    const plan = plannedBy(
      "config:\n  hardway:distribution: microshift\n  hardway:topology: single\n",
      stack,
    );
    if (plan === undefined || !isMicroshift(plan)) throw new Error("the plan is not one of MicroShift");
    expect(plan.nodes.map(({ name }) => name)).toEqual(["node-1"]);
  });

  it("is made without the pull secret, which the engine alone can read", () => {
    const file = (secret: string) =>
      `config:\n  hardway:distribution: ocp\n  hardway:openshift: {version: 4.18.0, payload: folder}\n${secret}`;
    expect(plannedBy(file("  hardway:pullSecret: {secure: v1:abc}\n"), stack)?.distribution).toBe("ocp");
    expect(plannedBy(file("  hardway:pullSecret: none\n"), stack)).toBeUndefined();
  });

  it("is not made of a configuration that the program itself will refuse", () => {
    expect(plannedBy("config:\n  hardway:workers: -1\n", stack)).toBeUndefined();
  });
});
