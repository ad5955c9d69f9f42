import { machinesOf } from "../../topology/plan";
import { inMachine } from "../changes/machine";
import { makeWell, testStack } from "../e2e/support/stack";
import { standingCluster } from "../e2e/support/standing-cluster";
import { isHealthy } from "../faults/try-fault";
import { replacementName, type Unmeasured } from "./account";
import { onHealthyCluster } from "./beforehand";
import { choiceOf } from "./choice";
import { memberList, refusalOf } from "./etcd";
import { whole } from "./expected";
import { faultsOf } from "./faults";
import { powerOff, reset } from "./inject";
import { expectGotOver, tryMeasured } from "./judge";
import { keepReport } from "./keep";
import { type HaSubject, kubectlInside, look } from "./look";
import type { Measure } from "./measure";
import { type Replacement, replacementOf } from "./replacement";
import { haConfig, haPlan, haSubject } from "./subject";
import { underLoad } from "./under-load";
import { whileFaulty } from "./while-faulty";

const minutes = 60_000;
const name = "e2e-ha";
const choice = choiceOf(process.env);
const faults = faultsOf(haPlan).filter((fault) => choice.picks(fault.name));
const machines = machinesOf(haPlan)
  .map((machine) => machine.name)
  .filter((machine) => choice.picks(replacementName(machine)));
const runs = Array.from({ length: choice.runs }, (_, index) => index + 1);
const rounds = runs.flatMap((run) => faults.map((fault) => ({ run, fault })));
const measures: Measure[] = [];
const replacements: Replacement[] = [];
const unmeasured: Unmeasured[] = [];

// Hooks run in the order in which they stand here: what was measured is kept before the cluster is destroyed.
afterAll(async () => {
  const names = faults.map((fault) => fault.name);
  await keepReport({ choice, faults: names, machines, measures, replacements, unmeasured });
});

const stack = standingCluster(name, haConfig);
const voters = ["etcd-0", "etcd-1", "etcd-2"].map((machine) => `${machine} started voter`);
const lostItsData = {
  status: "78",
  said: expect.stringContaining("etcd-1 was a member of etcd and has lost its data") as string,
};
const onHealthy = onHealthyCluster((limit) => isHealthy(stack, limit));
const generations: Record<string, number> = {};
let subject: HaSubject;

beforeAll(async () => {
  subject = await haSubject(stack);
}, minutes);

/** Another generation of a machine, by one line of the stack's configuration; resolves to the seconds that `up` took. */
async function replaced(machine: string): Promise<number> {
  generations[machine] = (generations[machine] ?? 1) + 1;
  testStack(name, { ...haConfig, machineGenerations: generations });
  return (await makeWell("up", stack)).seconds;
}

/** Measures something on a cluster that is healthy, or notes why that could not be done. */
async function measured<Value>(
  round: Pick<Unmeasured, "run" | "name">,
  measuring: () => Promise<Value>,
): Promise<Value> {
  try {
    return await onHealthy(measuring);
  } catch (error) {
    unmeasured.push({ ...round, reason: String(error) });
    throw error;
  }
}

describe("a machine that is replaced by up costs no request and no write", () => {
  for (const machine of machines)
    it(
      machine,
      async () => {
        const load = await measured({ run: 1, name: replacementName(machine) }, () =>
          underLoad(subject, `replaced-${machine}`, () => replaced(machine)),
        );
        replacements.push(replacementOf(machine, load));
        expect(load.reads.failures).toEqual([]);
        expect(load.writes.failures).toEqual([]);
        expect(load.lost).toEqual([]);
        expect(await memberList(subject)).toEqual(voters);
      },
      6 * minutes,
    );
});

/** Defines a test that is left out where the caller picked others. */
function picked(title: string, act: () => Promise<void>): void {
  (choice.picks(title) ? it : it.skip)(title, () => onHealthy(act), 6 * minutes);
}

describe("a member of etcd that lost its data says so, does not vote again, and is replaced by one line", () => {
  picked("lose the data of etcd-1", async () => {
    const { lost } = await underLoad(subject, "lost-data", async () => {
      await inMachine(stack, "etcd-1", "systemctl stop etcd && rm -rf /var/lib/etcd/member");
      await inMachine(stack, "etcd-1", "systemctl start --no-block etcd");
      expect(await refusalOf(subject, "etcd-1")).toEqual(lostItsData);
      const isBack = await reset(stack, "etcd-1");
      await isBack();
      expect(await refusalOf(subject, "etcd-1")).toEqual(lostItsData);
      await replaced("etcd-1");
    });
    expect(lost).toEqual([]);
    expect(await memberList(subject)).toEqual(voters);
    expect(await look(subject, [])).toEqual(whole(haPlan));
  });
});

describe("two of three members of etcd that are lost end all writes, which go on when one of them returns", () => {
  picked("lose the quorum of etcd", async () => {
    const write = () => kubectlInside(subject, "create", "configmap", `without-quorum-${Date.now()}`);
    await whileFaulty([powerOff(stack, "etcd-1")], async () => {
      await whileFaulty([powerOff(stack, "etcd-0")], async () => {
        expect((await write()).exitCode).not.toBe(0);
      });
      const deadline = Date.now() + minutes;
      while ((await write()).exitCode !== 0) expect(Date.now()).toBeLessThan(deadline);
    });
    await isHealthy(stack);
  });
});

describe("a cluster gets over a fault by itself, and loses no write that it acknowledged", () => {
  for (const { run, fault } of rounds)
    it(
      `run ${run}: ${fault.name}`,
      async () => {
        const prefix = `run-${run}-${faults.indexOf(fault)}`;
        const { outcome, measure } = await measured({ run, name: fault.name }, () =>
          tryMeasured(subject, fault, { prefix, looks: "once" }),
        );
        measures.push(measure);
        expectGotOver(subject, outcome);
      },
      // More than all of its waits together: a test that jest ends goes on behind the next one.
      10 * minutes,
    );
});
