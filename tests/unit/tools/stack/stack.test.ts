import { join } from "node:path";
import { stateFolder } from "../../../../tools/paths";
import { stackExists } from "../../../../tools/stack/pulumi";
import { output } from "../../../../tools/stack/output";
import { stackOf } from "../../../../tools/stack/stack";

describe("a stack", () => {
  it("has a folder of its own for its files", () => {
    expect(stackOf("dev").kubeconfig).toBe(join(stateFolder, "dev", "kubeconfig"));
    expect(stackOf("second").folder).not.toBe(stackOf("dev").folder);
  });

  it("that was never made has no outputs, and the error says how to make it", async () => {
    const never = stackOf("unit-never-made");
    expect(stackExists(never)).toBe(false);
    await expect(output(never, "kubeconfig")).rejects.toThrow(/never made[^]*make up STACK=unit-never-made/);
  });
});
