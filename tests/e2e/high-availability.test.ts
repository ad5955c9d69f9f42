import { answersAt } from "../families/seen";
import { faultsOf, sample } from "../ha/faults";
import { expectGotOver, tryMeasured } from "../ha/judge";
import type { HaSubject } from "../ha/look";
import { haConfig, haSubject } from "../ha/subject";
import { externalPlanOf } from "../support/plan";
import { endsClean } from "./support/ends-clean";
import { forget, make, makeWell, testStack } from "./support/stack";

const minutes = 60_000;
/** Both families, which the sample tries on the way; `make test-families` tries every one. */
const config = { ...haConfig, addressFamily: "dual" } as const;
const plan = externalPlanOf(config);
const faults = faultsOf(plan).filter(({ name }) => sample.includes(name));

/** A sample of `make test-ha`, and what a user of the topology sees. */
describe("a cluster of topology external-etcd", () => {
  const stack = testStack("e2e-external", { ...config, until: "etcd" });
  let subject: HaSubject;

  afterAll(async () => {
    await makeWell("destroy", stack);
    forget(stack);
  }, 5 * minutes);

  it(
    "stops after a stage on request, and says what to look at",
    async () => {
      const { text } = await makeWell("up", stack);
      expect(text).toContain("Stopped after the stage etcd: etcd has founded its cluster");
      expect(text).toContain("podman exec hardway-e2e-external-etcd-0 journalctl --unit etcd.service");
      expect((await make("status", stack)).text).toContain("its configuration stops after a stage (until)");
    },
    5 * minutes,
  );

  it(
    "goes on from there to the whole cluster",
    async () => {
      testStack(stack.name, config);
      expect((await makeWell("up", stack)).text).toContain("The cluster is up");
      subject = { ...(await haSubject(stack)), plan };
    },
    5 * minutes,
  );

  it("answers at the API's address of each family", async () => {
    for (const address of plan.api.addresses) expect(await answersAt(stack, plan, address)).toBe("ok");
  });

  it("is one of which faults are tried", () => {
    expect(faults.map(({ name }) => name).sort()).toEqual([...sample].sort());
  });

  it.each(faults)(
    "gets over a fault by itself, and loses no write that it acknowledged: $name",
    async (fault) => {
      const { outcome } = await tryMeasured(subject, fault, {
        prefix: `sample-${faults.indexOf(fault)}`,
        // How fast it is, `make test-ha` measures.
        looks: "until as promised",
      });
      // Each of the sample is one of which something is promised while it lasts.
      expect(outcome.value.during).toBeDefined();
      expectGotOver(subject, outcome);
    },
    6 * minutes,
  );

  endsClean(stack);
});
