import { setTimeout } from "node:timers/promises";
import { changesOnly } from "../../tools/report";
import { endsClean } from "../e2e/support/ends-clean";
import { rehearsalConfig, votersOf } from "../e2e/support/rehearsal";
import { forget, kubectl, make, makeWell, testStack } from "../e2e/support/stack";
import { ensureRehearsalImage } from "../rehearsal/image";

const minutes = 60_000;
const stack = testStack("e2e-okdnew", {});
const config = rehearsalConfig();

beforeAll(async () => {
  testStack(stack.name, config);
  await ensureRehearsalImage(changesOnly);
  await makeWell("up", stack);
}, 25 * minutes);

afterAll(async () => {
  await makeWell("destroy", stack);
  forget(stack);
}, 5 * minutes);

describe("a machine of an OpenShift cluster", () => {
  it(
    "replaces a worker by another machine, whose node is another one, too",
    async () => {
      const before = await nodes();
      await become({ "worker-0": 2 });
      const after = await nodes();
      expect(after.get("worker-0")).toMatchObject({ ready: true });
      expect(renewed(before, after)).toEqual(["worker-0"]);
      await healthy();
    },
    10 * minutes,
  );

  it(
    "replaces two control planes by one command, of which never more than one is out",
    async () => {
      const before = await nodes();
      const seen = await whileRunning(become({ "worker-0": 2, "master-0": 2, "master-1": 2 }), mastersOut);
      expect(new Set(seen.flat())).toEqual(new Set(["master-0", "master-1"]));
      expect(seen.filter((out) => out.length > 1)).toEqual([]);

      const after = await nodes();
      expect(renewed(before, after)).toEqual(["master-0", "master-1"]);
      expect([...after.values()].filter(({ ready }) => ready)).toHaveLength(4);
      expect(await votersOf(stack)).toHaveLength(3);
      await healthy();
    },
    20 * minutes,
  );

  endsClean(stack);
});

/** A node as the cluster has it. */
interface Seen {
  readonly uid: string;
  readonly ready: boolean;
}

async function nodes(): Promise<ReadonlyMap<string, Seen>> {
  const { items } = JSON.parse(await kubectl(stack, "get", "nodes", "--output", "json")) as {
    readonly items: readonly {
      readonly metadata: { readonly name: string; readonly uid: string };
      readonly status: { readonly conditions: readonly { readonly type: string; readonly status: string }[] };
    }[];
  };
  return new Map(
    items.map(({ metadata: { name, uid }, status }) => [
      name,
      { uid, ready: status.conditions.some(({ type, status }) => type === "Ready" && status === "True") },
    ]),
  );
}

/** The names of nodes that are others than before. */
function renewed(before: ReadonlyMap<string, Seen>, after: ReadonlyMap<string, Seen>): readonly string[] {
  return [...before.keys()].filter((name) => before.get(name)?.uid !== after.get(name)?.uid).sort();
}

/** The control planes that are no node, or one that is not Ready. */
async function mastersOut(): Promise<readonly string[]> {
  const found = await nodes();
  return ["master-0", "master-1", "master-2"].filter((name) => found.get(name)?.ready !== true);
}

/** Brings the stack to the given generations of its machines. */
async function become(machineGenerations: Readonly<Record<string, number>>): Promise<void> {
  testStack(stack.name, { ...config, machineGenerations });
  const { seconds } = await makeWell("up", stack);
  console.log(`up with ${JSON.stringify(machineGenerations)}: ${seconds.toFixed(0)} s`);
}

/** Looks again and again until some work is done; a look that is not answered is none. */
async function whileRunning<T>(work: Promise<void>, look: () => Promise<T>): Promise<readonly T[]> {
  const seen: T[] = [];
  const ended = new AbortController();
  const looks = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      const found = await look().catch(() => undefined);
      if (found !== undefined) seen.push(found);
      await setTimeout(500);
    }
  };
  const looking = looks();
  try {
    await work;
  } finally {
    ended.abort();
    await looking;
  }
  return seen;
}

/** Waits until every check holds: operators report what was done last some seconds later. */
async function healthy(): Promise<void> {
  for (let tries = 0; ; tries++) {
    const { exitCode, text } = await make("status", stack);
    if (exitCode === 0) return;
    if (tries === 30) throw new Error(text);
    await setTimeout(2000);
  }
}
