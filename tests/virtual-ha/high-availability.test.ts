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

/** The domains' UUIDs by their machines: another one is another machine. */
async function identities(): Promise<Readonly<Record<string, string>>> {
  const { lab, stack } = virtual;
  const asked = Object.keys(await virtual.domains()).map(
    async (machine) =>
      [machine, (await lab.virsh("domuuid", `${stack.instance}-${machine}`)).trim()] as const,
  );
  return Object.fromEntries(await Promise.all(asked));
}

/** Gives the stack more configuration and makes it so; returns the machines that are others now. */
async function become(what: string, more: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  const before = await identities();
  virtual.configure({ config: { ...config, ...more }, machines });
  const { seconds } = await makeWell("up", virtual.stack);
  changes[what] = seconds;
  console.log(`${what}: ${seconds.toFixed(0)} s`);
  const after = await identities();
  return Object.keys(after).filter((machine) => after[machine] !== before[machine]);
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

describe("a change", () => {
  const files = { loadBalancerIdleSeconds: 600, apiServerFlags: { "event-ttl": "2h" } };

  it(
    "of files reaches the machines by SSH, one after the other, and replaces none of them",
    async () => {
      expect(await become("files of the load balancer and of every API server changed", files)).toEqual([]);
      const { text } = await makeWell("up", virtual.stack);
      expect(text).toMatch(/\d+ unchanged/);
      expect(text).not.toMatch(/\d+ (created|updated|replaced|deleted)/);
    },
    40 * minutes,
  );

  it(
    "of a control plane's generation makes it anew: it leaves, and another one joins",
    async () => {
      const more = { ...files, machineGenerations: { "master-1": 2 } };
      expect(await become("a control plane made anew", more)).toEqual(["master-1"]);
      const nodes = await kubectl(virtual.stack, "get", "nodes", "--no-headers");
      expect(nodes.match(/^\S+ +Ready\b/gm)).toHaveLength(5);
    },
    40 * minutes,
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
