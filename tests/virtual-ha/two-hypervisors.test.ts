import { existsSync } from "node:fs";
import { keepResults } from "../../bench/results";
import { vmImageFile } from "../../machine-image/vm-image";
import { capture } from "../../tools/process";
import { forget, forgetRecord, kubectl, makeWell, type TestStack, testStack } from "../e2e/support/stack";
import { bridge, ip, startBridgedLabs } from "../libvirt/bridged-labs";
import type { Lab } from "../libvirt/lab";
import { publishDisk } from "../libvirt/published-disk";

const minutes = 60_000;
const name = "e2e-vmspread";
const machines = {
  bootstrap: { cpus: 1 },
  controlPlane: { cpus: 1 },
  worker: { cpus: 1, memory: 1024 },
};

let labs: readonly Lab[];
let libvirt: Readonly<Record<string, unknown>>;
let stack: TestStack;
/** What `make up` took, in seconds. */
const took: Partial<Record<"up" | "workerMoved", number>> = {};

beforeAll(async () => {
  labs = await startBridgedLabs(["spread1", "spread2"]);
  const [first] = labs;
  if (first === undefined) throw new Error("there is no lab");
  // This host is a part of the network, as its router is.
  await ip(first, "address", "add", "10.90.0.1/24", "dev", bridge);
  const hypervisors = Object.fromEntries(labs.map(({ uri }, index) => [`kvm${index + 1}`, uri]));
  const disk = vmImageFile();
  if (!existsSync(disk)) await capture({ program: "make", arguments: ["vm-image"] });
  const image = await publishDisk(first, disk);
  libvirt = { hypervisors, bridge, domainType: "qemu", image, machines };
  stack = { ...configured({}), where: first.inNamespace };
  await forgetRecord(stack);
}, 10 * minutes);

afterAll(async () => {
  if (took.workerMoved !== undefined) await keepResults({ twoHypervisors: took });
  await makeWell("destroy", stack);
  forget(stack);
  for (const lab of labs) await lab.stop();
}, 5 * minutes);

/** Gives the stack its configuration, with machines that are placed by it. */
function configured(placement: Readonly<Record<string, string>>): TestStack {
  const config = { platform: "libvirt", controlPlanes: 1, workers: 1 };
  return testStack(name, { ...config, libvirt: { ...libvirt, placement } });
}

/** The machines of each hypervisor that run. */
function running(): Promise<readonly (readonly string[])[]> {
  return Promise.all(
    labs.map(async (lab) =>
      (await lab.virsh("--quiet", "list", "--name"))
        .split("\n")
        .filter(Boolean)
        .map((domain) => domain.slice(stack.instance.length + 1))
        .sort(),
    ),
  );
}

describe("a cluster on two hypervisors, whose machines boot from an image by its address", () => {
  it(
    "stands up, its machines where the plan has placed them",
    async () => {
      took.up = (await makeWell("up", stack)).seconds;
      console.log(`up on two hypervisors: ${took.up.toFixed(0)} s`);
      expect(await running()).toEqual([["master-0"], ["lb-0", "worker-0"]]);
      const nodes = await kubectl(stack, "get", "nodes", "--no-headers");
      expect(nodes.match(/^\S+ +Ready\b/gm)).toHaveLength(2);
    },
    40 * minutes,
  );

  it(
    "needs no change",
    async () => {
      expect((await makeWell("preview", stack)).text).not.toMatch(/\d+ to (create|update|replace|delete)/);
    },
    5 * minutes,
  );

  it(
    "moves a worker to the other hypervisor, and nobody else",
    async () => {
      configured({ "worker-0": "kvm1" });
      took.workerMoved = (await makeWell("up", stack)).seconds;
      console.log(`a worker moved to another hypervisor: ${took.workerMoved.toFixed(0)} s`);
      expect(await running()).toEqual([["master-0", "worker-0"], ["lb-0"]]);
    },
    20 * minutes,
  );
});
