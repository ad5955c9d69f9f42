import { rmSync } from "node:fs";
import { podmanStackOf } from "../../../../tools/microshift/on-podman";
import { microshiftPlanOf } from "../../../../tools/microshift/plan";
import { stackOf } from "../../../../tools/stack/stack";
import { forget, testStack } from "../../../e2e/support/stack";

const name = "e2e-msplan";

/** Gives the stack this configuration. */
function stackWith(config: Readonly<Record<string, unknown>>) {
  testStack(name, config);
  return stackOf(name);
}

afterEach(() => {
  forget({ name, instance: "" });
  rmSync(stackOf(name).folder, { recursive: true });
});

describe("a command that is for MicroShift", () => {
  it("has the plan of the stack", async () => {
    const plan = await microshiftPlanOf(
      stackWith({ distribution: "microshift", topology: "single" }),
      "stop",
    );
    expect(plan.nodes.map((node) => node.name)).toEqual(["node-1"]);
  });

  it("is refused on a stack of another distribution", async () => {
    await expect(microshiftPlanOf(stackWith({}), "stop")).rejects.toMatchObject({
      report: {
        what: "make stop is for stacks of MicroShift",
        where: `Pulumi.${name}.yaml`,
        why: "its distribution is kubernetes",
      },
    });
  });

  it("sends to the preview, which says more, where the configuration is refused", async () => {
    await expect(microshiftPlanOf(stackWith({ workers: -1 }), "logs")).rejects.toMatchObject({
      report: { remedy: `make preview STACK=${name}, which says what is wrong with it` },
    });
  });

  it("is refused on another platform than podman where it works on images of podman", async () => {
    const host = { address: "192.0.2.10", hostKey: `ssh-ed25519 ${"A".repeat(68)}` };
    const stack = stackWith({
      distribution: "microshift",
      topology: "single",
      platform: "ssh",
      microshift: { host, packages: "community" },
      hostPrivateKey: { secure: "v1:sealed" },
    });
    await expect(podmanStackOf(stack, "dev-patch")).rejects.toMatchObject({
      report: { what: "make dev-patch is for MicroShift on podman", why: "its platform is ssh" },
    });
  });
});
