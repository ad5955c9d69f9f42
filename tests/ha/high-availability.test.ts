import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { keepResults } from "../../bench/results";
import { inMachine } from "../changes/machine";
import { makeWell, testStack } from "../e2e/support/stack";
import { standingCluster } from "../e2e/support/standing-cluster";
import { withPart } from "../support/document";
import { chart } from "./chart";
import { memberList } from "./etcd";
import { whole } from "./expected";
import { faultsOf } from "./faults";
import { figuresOf } from "./figures";
import { powerOff } from "./inject";
import { expectGotOver, tryMeasured } from "./judge";
import { kubectlInside, look, type HaSubject } from "./look";
import type { Measure } from "./measure";
import { table } from "./report";
import { haConfig, haPlan, haSubject } from "./subject";
import { underLoad } from "./under-load";

const minutes = 60_000;
const docs = join(__dirname, "..", "..", "docs");
const name = "e2e-ha";
const stack = standingCluster(name, haConfig);
const faults = faultsOf(haPlan);
const runs = Array.from({ length: Number(process.env["RUNS"] ?? 3) }, (_, index) => index + 1);
const rounds = runs.flatMap((run) => faults.map((fault) => ({ run, name: fault.name, fault })));
const measures: Measure[] = [];
const voters = ["etcd-0", "etcd-1", "etcd-2"].map((machine) => `${machine} started voter`);
let subject: HaSubject;

beforeAll(async () => {
  subject = await haSubject(stack);
}, minutes);

afterAll(async () => {
  if (measures.length < rounds.length) return;
  const document = join(docs, "high-availability.md");
  console.log(table(measures));
  await writeFile(document, withPart(await readFile(document, "utf8"), "make test-ha", table(measures)));
  await writeFile(join(docs, "high-availability.svg"), chart(measures));
  const highAvailability = figuresOf(measures);
  console.log(JSON.stringify(highAvailability, undefined, 2));
  await keepResults({ highAvailability });
});

/** Another generation of a machine, by one line of the stack's configuration. */
async function replaced(machine: string, generation: number): Promise<void> {
  testStack(name, { ...haConfig, machineGenerations: { [machine]: generation } });
  await makeWell("up", stack);
}

describe("a machine that is replaced by up", () => {
  // Each of them is put back to its first generation by the next, and so replaced once more.
  it.each(["lb-0", "etcd-0", "master-0", "worker-0"])(
    "costs no request and no write: %s",
    async (machine) => {
      const { reads, writes, lost } = await underLoad(subject, `replaced-${machine}`, () =>
        replaced(machine, 2),
      );
      console.log(`${machine} replaced: ${reads.failures.length} of ${reads.requests} requests failed`);
      expect(reads.failures).toEqual([]);
      expect(writes.failures).toEqual([]);
      expect(lost).toEqual([]);
      expect(await memberList(subject)).toEqual(voters);
    },
    5 * minutes,
  );
});

describe("a member of etcd that lost its data", () => {
  it(
    "says so, does not vote again, and is replaced by one line of configuration",
    async () => {
      const { lost } = await underLoad(subject, "lost-data", async () => {
        await inMachine(stack, "etcd-1", "systemctl stop etcd && rm -rf /var/lib/etcd/member");
        await inMachine(stack, "etcd-1", "systemctl start --no-block etcd");
        await inMachine(
          stack,
          "etcd-1",
          "timeout 20 sh -c 'until systemctl is-failed etcd >/dev/null; do sleep 0.2; done'",
        );
        expect(await inMachine(stack, "etcd-1", "journalctl --unit etcd.service")).toContain(
          "etcd-1 was a member of etcd and has lost its data",
        );
        await replaced("etcd-1", 2);
      });
      expect(lost).toEqual([]);
      expect(await memberList(subject)).toEqual(voters);
      expect(await look(subject, [])).toEqual(whole(haPlan));
    },
    5 * minutes,
  );
});

describe("two of three members of etcd that are lost", () => {
  it(
    "end all writes, which go on when one of them returns",
    async () => {
      const write = () => kubectlInside(subject, "create", "configmap", `without-quorum-${Date.now()}`);
      const heal = await powerOff(stack, "etcd-0");
      const healOther = await powerOff(stack, "etcd-1");
      try {
        expect((await write()).exitCode).not.toBe(0);
      } finally {
        await heal();
      }
      const deadline = Date.now() + minutes;
      while ((await write()).exitCode !== 0) expect(Date.now()).toBeLessThan(deadline);
      await healOther();
      await makeWell("status", stack);
    },
    5 * minutes,
  );
});

describe("a cluster gets over a fault by itself, and loses no write that it acknowledged", () => {
  it.each(rounds)(
    "run $run: $name",
    async ({ run, fault }) => {
      const prefix = `run-${run}-${faults.indexOf(fault)}`;
      const { outcome, measure } = await tryMeasured(subject, fault, prefix);
      measures.push(measure);
      expectGotOver(subject, outcome);
    },
    6 * minutes,
  );
});
