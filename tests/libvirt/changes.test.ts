import { make, makeWell } from "../e2e/support/stack";
import { virtualStack, type VirtualStack } from "./virtual-stack";

const minute = 60_000;
const name = "e2e-virt";
const base = { until: "loadBalancer", controlPlanes: 1, workers: 1 };
const newNetwork = { machineNetwork: "10.91.0.0/24" };
const newWords = `10.91.0.0/24 ${name}.hardway.internal 10.91.0.5`;

let virtual: VirtualStack;

beforeAll(async () => {
  virtual = await virtualStack({ lab: "changes", stack: name }, { config: base });
  await makeWell("up", virtual.stack);
}, 5 * minute);

afterAll(() => virtual.end(), 2 * minute);

/** Gives the stack with its one machine, the load balancer, more configuration. */
function configured(more: Readonly<Record<string, unknown>>, size: Readonly<Record<string, number>> = {}) {
  virtual.configure({ config: { ...base, ...more }, machines: { loadBalancer: size } });
}

/** The network as libvirt has it. */
function network(): Promise<string> {
  return virtual.lab.virsh("net-dumpxml", virtual.stack.instance);
}

/** The resources that a preview replaces, and those that it changes in place, by their names. */
async function previewed(): Promise<{
  readonly replaced: readonly string[];
  readonly updated: readonly string[];
}> {
  const { text } = await makeWell("preview", virtual.stack);
  const steps = [...text.matchAll(/^ *(\+-|~) +\S+ +(\S+) +(replace|update)\b/gm)];
  const named = (operation: string) =>
    [...new Set(steps.filter((step) => step[3] === operation).map((step) => step[2] ?? ""))].sort();
  return { replaced: named("replace"), updated: named("update") };
}

/** All that a load balancer consists of. */
const machine = ["booted", "disk", "domain", "ignition"].map((part) => `load-balancer-lb-0-${part}`);

/** By which the domain is told from one that was made anew. */
function identity(): Promise<string> {
  return virtual.lab.virsh("domuuid", `${virtual.stack.instance}-lb-0`);
}

describe("a preview of a change", () => {
  it.each([
    ["its memory", {}, { memory: 640 }],
    ["its processors", {}, { cpus: 2 }],
    ["its number", { machineGenerations: { "lb-0": 2 } }, {}],
  ])(
    "of a machine replaces it with its disk, and nothing else: %s",
    async (_, more, size) => {
      configured(more, size);
      const { replaced } = await previewed();
      expect(replaced.filter((each) => machine.includes(each))).toEqual(machine);
      expect(replaced.filter((each) => /^(network|storage|access|hypervisor)/.test(each))).toEqual([]);
    },
    2 * minute,
  );

  it(
    "of the names that DNS knows changes the network in place, and no machine's hardware",
    async () => {
      configured({ workers: 2 });
      const { replaced, updated } = await previewed();
      expect(replaced).toEqual([]);
      expect(updated).toContain("network-nat");
    },
    2 * minute,
  );

  it(
    "of the network replaces it, and the machines that are on it",
    async () => {
      configured(newNetwork);
      const { replaced, updated } = await previewed();
      expect(replaced).toEqual(expect.arrayContaining(["network-nat", ...machine]));
      expect(updated).toContain("network-guard");
    },
    2 * minute,
  );
});

describe("another network", () => {
  it(
    "is refused while machines run, before anything is done",
    async () => {
      const before = await identity();
      configured(newNetwork);
      const { exitCode, text } = await make("up", virtual.stack);
      expect(exitCode).not.toBe(0);
      expect(text).toContain("the cluster's network would be replaced, and all of its machines with it");
      expect(text).toContain(`pulumi config set replaceNetwork "${newWords}"`);
      expect(await identity()).toBe(before);
      expect(await network()).toContain("address='10.90.0.1'");
    },
    2 * minute,
  );

  it(
    "takes the place of the present one when the configuration asks for it",
    async () => {
      const before = await identity();
      configured({ ...newNetwork, replaceNetwork: newWords });
      await makeWell("up", virtual.stack);
      expect(await identity()).not.toBe(before);
      expect(await network()).toContain("address='10.91.0.1'");
    },
    4 * minute,
  );
});
