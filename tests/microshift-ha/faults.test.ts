import { setTimeout as delay } from "node:timers/promises";
import { isHealthy } from "../faults/try-fault";
import { ensureContract, haConfig, membersOn, microshiftSubject } from "../e2e/support/microshift-ha";
import { forget, makeWell, testStack } from "../e2e/support/stack";
import type { HaSubject } from "../ha/look";
import { failingSeconds, unwritableSeconds } from "../ha/times";
import { underLoad } from "../ha/under-load";
import { whileFaulty } from "../ha/while-faulty";
import { type MicroshiftFault, faults, nodesMeantBy } from "./faults";

const minutes = 60_000;
const nodes = ["node-1", "node-2", "node-3", "node-4"];
const stack = testStack(
  "test-msha",
  haConfig({ 1: "controlPlane", 2: "controlPlane", 3: "controlPlane", 4: "worker" }),
);

let subject: HaSubject;

beforeAll(async () => {
  await ensureContract();
  await makeWell("up", stack);
  subject = await microshiftSubject(stack);
}, 12 * minutes);

afterAll(async () => {
  await makeWell("destroy", stack);
  forget(stack);
}, 5 * minutes);

async function undergo(
  { inject, held, bound }: MicroshiftFault,
  targets: readonly string[],
): Promise<number> {
  const at = Date.now();
  await whileFaulty(
    targets.map((node) => inject(stack, node)),
    () => delay(Math.max(held, bound ?? 0) * 1000),
  );
  return at;
}

describe("a fault of a highly available MicroShift", () => {
  it.each(faults.map((fault, index) => [`${fault.name} ${fault.target}`, fault, index] as const))(
    "%s: no write is lost, requests are answered again in time, and the cluster heals by itself",
    async (_, fault, index) => {
      const targets = await nodesMeantBy(stack, fault.target, nodes);
      const { value, reads, writes, lost } = await underLoad(subject, `fault-${index}`, async () => {
        const at = await undergo(fault, targets);
        await isHealthy(stack);
        return at;
      });
      console.log(
        `${fault.name} ${fault.target} (${targets.join(", ")}): reads failed for ${failingSeconds(reads)} s, writes stood for ${unwritableSeconds(writes)} s`,
      );
      expect(lost).toEqual([]);
      const { bound, held } = fault;
      const late = reads.failures.filter(({ at }) => {
        const after = Date.parse(at) - value;
        return bound !== undefined && after > bound * 1000 && after < held * 1000;
      });
      expect(late).toEqual([]);
      expect(await membersOn(stack, "node-2")).toEqual(
        ["node-1", "node-2", "node-3"].map((node) => `${node} started voter`),
      );
    },
    10 * minutes,
  );

  it(
    "needs no change after all of that",
    async () => {
      expect((await makeWell("up", stack)).text).toMatch(/\d+ unchanged/);
    },
    3 * minutes,
  );
});
