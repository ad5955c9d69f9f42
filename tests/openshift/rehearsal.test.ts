import { smokeNamespace } from "../../checks/openshift/smoke/objects";
import { attempt } from "../../tools/process";
import { changesOnly } from "../../tools/report";
import { endsClean } from "../e2e/support/ends-clean";
import { forget, kubectl, makeWell, pulumi, testStack } from "../e2e/support/stack";
import { rehearsalConfig, votersOf } from "../e2e/support/rehearsal";
import { ensureRehearsalImage } from "../rehearsal/image";
import { rehearsalPlan, seededObjects } from "../rehearsal/seeded";

const minutes = 60_000;
const stack = testStack("e2e-okd", {});
const config = rehearsalConfig();

/** The bootstrap of an OpenShift cluster in podman machines; what plays the operators is named in README.md. */
describe("a rehearsal of okd", () => {
  beforeAll(async () => {
    testStack(stack.name, config);
    await ensureRehearsalImage(changesOnly);
  }, 10 * minutes);

  afterAll(async () => {
    await makeWell("destroy", stack);
    forget(stack);
  }, 5 * minutes);

  it(
    "goes from nothing through the pivot to a converged cluster by one command",
    async () => {
      const { text, seconds } = await makeWell("up", stack);
      console.log(`up: ${seconds.toFixed(0)} s`);
      expect(text).toContain("The cluster is up");
    },
    15 * minutes,
  );

  it("has run an application in it, of which nothing stays", async () => {
    const { deployment } = JSON.parse(await pulumi(stack, "stack", "export")) as {
      readonly deployment: { readonly resources: readonly { readonly urn: string }[] };
    };
    expect(deployment.resources.map(({ urn }) => urn.split("::").at(-1))).toContain("smoke");
    expect(await kubectl(stack, "get", "namespaces", "--output", "name")).not.toContain(smokeNamespace);
  });

  it(
    "has every object of the manifests in the cluster, and every status reads back",
    async () => {
      const objects = seededObjects(rehearsalPlan(stack.name, config));
      expect(objects.length).toBeGreaterThan(80);
      for (const { kind, name, namespace, hasStatus } of objects) {
        const where = namespace === undefined ? [] : ["--namespace", namespace];
        const found = JSON.parse(
          await kubectl(stack, "get", kind, name, ...where, "--output", "json"),
        ) as object;
        if (hasStatus)
          expect([name, found]).toEqual([
            name,
            expect.objectContaining({ status: expect.anything() as unknown }),
          ]);
      }
    },
    5 * minutes,
  );

  it("has moved the control plane: three voters, none of them the bootstrap machine's, which is off", async () => {
    const nodes = await kubectl(stack, "get", "nodes", "--no-headers");
    expect(nodes.match(/^\S+ +Ready\b/gm)).toHaveLength(4);
    expect(await votersOf(stack)).toHaveLength(3);
    const state = await attempt({
      program: "podman",
      arguments: ["container", "inspect", "--format", "{{.State.Status}}", `${stack.instance}-bootstrap`],
    });
    expect(state.output.trim()).toBe("exited");
  });

  it("keeps the password of kubeadmin and the kubeconfig as secrets", async () => {
    const shown = JSON.parse(await pulumi(stack, "stack", "output", "--json")) as Readonly<
      Record<string, unknown>
    >;
    expect(shown).toMatchObject({ kubeadminPassword: "[secret]", kubeconfig: "[secret]" });
  });

  endsClean(stack);
});
