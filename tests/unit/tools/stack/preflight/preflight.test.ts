import { plannedBy } from "../../../../../tools/stack/preflight/preflight";
import { stackOf } from "../../../../../tools/stack/stack";

const stack = stackOf("unit-preflight");

describe("the plan that the host is looked at for", () => {
  it("is that of the stack's own configuration, the defaults for what it leaves out", () => {
    const plan = plannedBy("config:\n  hardway:workers: 4\n  other:workers: 9\n", stack);
    expect(plan?.workers).toHaveLength(4);
    expect(plan?.controlPlanes).toHaveLength(3);
    expect(plannedBy("", stack)?.workers).toHaveLength(2);
  });

  it("is not made of a configuration that the program itself will refuse", () => {
    expect(plannedBy("config:\n  hardway:workers: -1\n", stack)).toBeUndefined();
  });
});
