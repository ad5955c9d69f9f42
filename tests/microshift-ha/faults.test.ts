import { setTimeout as delay } from "node:timers/promises";
import { isHealthy } from "../faults/try-fault";
import { ensureContract, haConfig, membersOn, microshiftSubject } from "../e2e/support/microshift-ha";
import { forget, make, makeWell, testStack } from "../e2e/support/stack";
import { powerOff, powerOn } from "../ha/inject";
import type { HaSubject } from "../ha/look";
import { failingSeconds, unwritableSeconds } from "../ha/times";
import { underLoad } from "../ha/under-load";
import { whileFaulty } from "../ha/while-faulty";
import { nobodyLeadsByMistake } from "./leaders";
import { type MicroshiftFault, faults, nodesMeantBy } from "./faults";

const minutes = 60_000;
const nodes = ["node-1", "node-2", "node-3", "node-4"];
const controlPlanes = nodes.slice(0, 3);
const beginning = { 1: "controlPlane", 2: "controlPlane", 3: "controlPlane", 4: "worker" } as const;
const voters = controlPlanes.map((node) => `${node} started voter`);
const stack = testStack("e2e-mshaf", haConfig(beginning));

let subject: HaSubject;

beforeAll(async () => {
  await ensureContract();
  await makeWell("up", stack);
  subject = await microshiftSubject(stack);
}, 25 * minutes);

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
        await nobodyLeadsByMistake(stack, controlPlanes);
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
      expect(await membersOn(stack, "node-2")).toEqual(voters);
    },
    10 * minutes,
  );

  it(
    "that etcd could not stand is refused: a node the others cannot do without is not replaced, and the wish can be taken back",
    async () => {
      await powerOff(stack, "node-3");
      testStack(stack.name, { ...haConfig(beginning), machineGenerations: { "node-2": 2 } });
      const { exitCode, text } = await make("up", stack);
      expect(exitCode).not.toBe(0);
      expect(text).toContain("node-2 cannot leave etcd");
      expect(text).toContain("bring node-3 back first");
      await powerOn(stack, "node-3");
      testStack(stack.name, haConfig(beginning));
      await isHealthy(stack);
      await makeWell("up", stack);
      expect(await membersOn(stack, "node-1")).toEqual(voters);
    },
    8 * minutes,
  );

  it(
    "that is the loss of a node for good is mended by its next generation, the first node's included",
    async () => {
      testStack(stack.name, { ...haConfig(beginning), machineGenerations: { "node-1": 2 } });
      const { text } = await makeWell("up", stack);
      expect(text).toMatch(/node-1: microshift add-node, taken in by hardway-e2e-mshaf-node-[23]/);
      expect(await membersOn(stack, "node-2")).toEqual(voters);
      await isHealthy(stack);
    },
    8 * minutes,
  );

  it(
    "needs no change after all of that",
    async () => {
      expect((await makeWell("up", stack)).text).toMatch(/\d+ unchanged/);
    },
    3 * minutes,
  );
});
