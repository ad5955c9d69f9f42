import { kubeconfigOf, kubectl, makeWell } from "../e2e/support/stack";
import { virtualStack, type VirtualStack } from "../libvirt/virtual-stack";
import { faults, type Outcome, tryFault } from "./faults";
import { record } from "./record";

const minutes = 60_000;
const config = { controlPlanes: 3, workers: 2 };
/** Eight machines share two processors: one each, and no more memory than they need. */
const machines = {
  bootstrap: { cpus: 1 },
  controlPlane: { cpus: 1, memory: 2048 },
  worker: { cpus: 1, memory: 1024 },
};

let virtual: VirtualStack;
let upSeconds = 0;
const changes: Record<string, number> = {};
const outcomes: Outcome[] = [];

beforeAll(async () => {
  virtual = await virtualStack({ lab: "vmha", stack: "e2e-vmha" }, { config, machines });
}, minutes);

afterAll(async () => {
  if (outcomes.length === faults.length) await record({ up: upSeconds, changes, outcomes });
  await virtual.end();
}, 5 * minutes);

/** The domains' UUIDs: another one is another machine. */
async function identities(): Promise<readonly string[]> {
  const machinesNow = Object.keys(await virtual.domains()).sort();
  return Promise.all(
    machinesNow.map(async (machine) =>
      (await virtual.lab.virsh("domuuid", `${virtual.stack.instance}-${machine}`)).trim(),
    ),
  );
}

describe("the whole plan on emulated machines", () => {
  it(
    "stands up: every control plane joins, the bootstrap machine leaves, the workers join",
    async () => {
      ({ seconds: upSeconds } = await makeWell("up", virtual.stack));
      console.log(`up: ${upSeconds.toFixed(0)} s`);
      expect(await virtual.domains()).toEqual({
        bootstrap: "shut off",
        "lb-0": "running",
        "master-0": "running",
        "master-1": "running",
        "master-2": "running",
        "worker-0": "running",
        "worker-1": "running",
      });
      const nodes = await kubectl(virtual.stack, "get", "nodes", "--no-headers");
      expect(nodes.match(/^\S+ +Ready\b/gm)).toHaveLength(5);
    },
    75 * minutes,
  );
});

describe("a change of files", () => {
  it.each([["the load balancers' time for idle connections", { loadBalancerIdleSeconds: 600 }]])(
    "reaches the machines by SSH, and replaces none of them: %s",
    async (what, more) => {
      const before = await identities();
      virtual.configure({ config: { ...config, ...more }, machines });
      const { seconds } = await makeWell("up", virtual.stack);
      changes[what] = seconds;
      expect(await identities()).toEqual(before);
      expect(await makeWell("up", virtual.stack)).toMatchObject({
        text: expect.stringMatching(/\d+ unchanged/) as string,
      });
    },
    30 * minutes,
  );
});

describe("a fault", () => {
  it.each(faults)(
    "is got over: $name",
    async (fault) => {
      const outcome = await tryFault(virtual, await kubeconfigOf(virtual.stack), fault);
      outcomes.push(outcome);
      console.log(outcome);
    },
    40 * minutes,
  );
});
