import { etcdMembersOf } from "../e2e/support/etcd-members";
import { kubectl, make, makeWell, testStack } from "../e2e/support/stack";
import { standingCluster } from "../e2e/support/standing-cluster";
import { inMachine } from "./machine";
import { record, type Recorded } from "./record";
import { upUnderProbe } from "./under-probe";

const minutes = 60_000;
const api = "https://10.90.0.5:6443";
const name = "e2e-machines";
const base = { controlPlanes: 3, workers: 1 };
const stack = standingCluster(name, base);

const recorded: Recorded[] = [];
afterAll(() => record("machines.test.ts", recorded, { all: 5 }));

/** Changes the stack's configuration and makes it so, which no request may notice. */
async function become(what: string, config: Readonly<Record<string, unknown>>): Promise<string> {
  testStack(name, config);
  const probed = await upUnderProbe(stack, api, what);
  recorded.push({ what, probed });
  expect(probed.report.failures).toEqual([]);
  return probed.made.text;
}

/** The nodes, and the members of etcd, as the cluster itself has them. */
async function membership(): Promise<{
  readonly nodes: readonly string[];
  readonly members: readonly string[];
}> {
  const nodes = await kubectl(stack, "get", "nodes", "-o", "jsonpath={.items[*].metadata.name}");
  return { nodes: nodes.trim().split(" ").sort(), members: await etcdMembersOf(stack) };
}

const voters = (count: number) =>
  Array.from({ length: count }, (_, index) => `master-${index} started voter`);
const nodes = (masters: number, workers: number) => [
  ...Array.from({ length: masters }, (_, index) => `master-${index}`),
  ...Array.from({ length: workers }, (_, index) => `worker-${index}`),
];

describe("editing the stack", () => {
  it(
    "adds a worker and takes it away again",
    async () => {
      await become("workers 1 to 2", { ...base, workers: 2 });
      expect((await membership()).nodes).toEqual(nodes(3, 2));
      await become("workers 2 to 1", base);
      expect((await membership()).nodes).toEqual(nodes(3, 1));
    },
    15 * minutes,
  );

  it(
    "replaces the first control plane by another machine: it leaves, is deleted, and joins",
    async () => {
      const before = await inMachine(
        stack,
        "master-0",
        "cat /etc/machine-id; stat -c %Y /var/lib/etcd/member",
      );
      const text = await become("master-0 replaced", { ...base, machineGenerations: { "master-0": 2 } });
      expect(text).toMatch(/3 replaced/);
      expect(await membership()).toEqual({ nodes: nodes(3, 1), members: voters(3) });
      expect(
        await inMachine(stack, "master-0", "cat /etc/machine-id; stat -c %Y /var/lib/etcd/member"),
      ).not.toBe(before);
    },
    15 * minutes,
  );

  it(
    "grows the control plane from three to five, and shrinks it again",
    async () => {
      const replaced = { ...base, machineGenerations: { "master-0": 2 } };
      await become("control planes 3 to 5", { ...replaced, controlPlanes: 5 });
      expect(await membership()).toEqual({ nodes: nodes(5, 1), members: voters(5) });
      await become("control planes 5 to 3", replaced);
      expect(await membership()).toEqual({ nodes: nodes(3, 1), members: voters(3) });
    },
    25 * minutes,
  );

  it(
    "ends with a healthy cluster",
    async () => {
      expect((await make("status", stack)).exitCode).toBe(0);
    },
    2 * minutes,
  );
});

describe("a leave that would break the quorum", () => {
  it(
    "is refused with the reason, and nothing is lost",
    async () => {
      await inMachine(stack, "master-2", "systemctl stop kubelet; pkill -9 -x etcd");
      testStack(name, { ...base, machineGenerations: { "master-0": 3 } });
      const made = await make("up", stack);
      expect(made.exitCode).not.toBe(0);
      expect(made.text).toMatch(/master-0 cannot leave etcd/);
      expect(made.text).toMatch(/2 voters remain, of which 2 must answer and 1 do/);
      await inMachine(stack, "master-2", "systemctl start kubelet");
      await makeWell("up", stack);
      expect(await membership()).toEqual({ nodes: nodes(3, 1), members: voters(3) });
    },
    15 * minutes,
  );
});
