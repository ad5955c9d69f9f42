import { roleLabel } from "../../../gates/node";

describe("roleLabel", () => {
  it("is what kubectl shows in the column ROLES", () => {
    expect(roleLabel("control-plane")).toEqual({ "node-role.kubernetes.io/control-plane": "" });
    expect(roleLabel("worker")).toEqual({ "node-role.kubernetes.io/worker": "" });
  });
});
