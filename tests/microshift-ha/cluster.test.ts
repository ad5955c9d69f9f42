import { setTimeout as delay } from "node:timers/promises";
import { inMachine } from "../changes/machine";
import { isHealthy } from "../faults/try-fault";
import { powerOff } from "../ha/inject";
import { type HaSubject, kubectlInside } from "../ha/look";
import { failingSeconds, unwritableSeconds } from "../ha/times";
import { underLoad } from "../ha/under-load";
import { endsClean } from "../e2e/support/ends-clean";
import {
  asksFirst,
  ensureContract,
  haConfig,
  holdersOf,
  membersOn,
  microshiftSubject,
  virtualAddress,
} from "../e2e/support/microshift-ha";
import { forget, kubectl, make, makeWell, testStack } from "../e2e/support/stack";

const minutes = 60_000;
const demo = { demo: {} };
const beginning = { 1: "controlPlane", 2: "controlPlane", 3: "controlPlane", 4: "worker" } as const;
const stack = testStack("e2e-msha", haConfig(beginning, demo));
const three = ["node-1 started voter", "node-2 started voter", "node-3 started voter"];

let subject: HaSubject;

const readyNodes = async () => {
  const { output } = await kubectlInside(subject, "get", "nodes", "--no-headers");
  return output
    .trim()
    .split("\n")
    .map((line) => line.split(/ +/).slice(0, 2).join(" "));
};

describe("a highly available cluster of MicroShift nodes", () => {
  beforeAll(ensureContract, 15 * minutes);

  afterAll(async () => {
    await makeWell("destroy", stack);
    forget(stack);
  }, 5 * minutes);

  it(
    "begins with the markers of high availability in place, and its nodes join one after the other",
    async () => {
      const { text, seconds } = await makeWell("up", stack);
      console.log(`up of three control planes and a worker: ${seconds.toFixed(0)} s`);
      subject = await microshiftSubject(stack);
      expect(await membersOn(stack, "node-1")).toEqual(three);
      expect(await readyNodes()).toEqual(["node-1 Ready", "node-2 Ready", "node-3 Ready", "node-4 Ready"]);
      const order = [
        "node-1-member created",
        "node-2-booted created",
        "node-2-member created",
        "node-3-booted created",
        "node-3-member created",
        "virtual-address created",
        "node-4-booted created",
      ];
      const moments = order.map((moment) => text.indexOf(moment));
      expect(moments.every((moment) => moment >= 0)).toBe(true);
      expect([...moments].sort((one, other) => one - other)).toEqual(moments);
      await isHealthy(stack);
    },
    12 * minutes,
  );

  it(
    "has the virtual address on one control plane, and its worker asks there and no single machine",
    async () => {
      expect(await holdersOf(stack, ["node-1", "node-2", "node-3"])).toHaveLength(1);
      expect(await asksFirst(stack, "node-4")).toBe(`${virtualAddress}\n`);
    },
    minutes,
  );

  it(
    "gives a Service an address of the range, and runs the demo application with its Route and its rights",
    async () => {
      await kubectl(stack, "create", "service", "loadbalancer", "lb", "--tcp=80:8080");
      const addressOf = () =>
        kubectl(stack, "get", "service", "lb", "--output=jsonpath={.status.loadBalancer.ingress[0].ip}");
      const deadline = Date.now() + minutes;
      while ((await addressOf()) === "") expect(Date.now()).toBeLessThan(deadline);
      expect(await addressOf()).toMatch(/^10\.90\.0\.1(0[1-9]|[1-9][0-9])$/);
      const host = await kubectl(
        stack,
        "get",
        "route",
        "--namespace=initial-test",
        "--output=jsonpath={.items[0].spec.host}",
      );
      expect(host).toBe("golang-codeready-workspace.apps.e2e-msha.hardway.internal");
      expect(
        await kubectl(
          stack,
          "get",
          "deployment",
          "--namespace=initial-test",
          "--output=jsonpath={.items[0].status.availableReplicas}",
        ),
      ).toBe("1");
    },
    3 * minutes,
  );

  it(
    "goes on without its first node: the address moves, nothing that was written is lost, and it takes the node back",
    async () => {
      const { value, reads, writes, lost } = await underLoad(subject, "first-lost", async () => {
        const at = Date.now();
        const heal = await powerOff(stack, "node-1");
        await delay(20_000);
        return { at, heal, holders: await holdersOf(stack, ["node-2", "node-3"]), nodes: await readyNodes() };
      });
      console.log(
        `first node lost: reads failed for ${failingSeconds(reads)} s, writes stood for ${unwritableSeconds(writes)} s`,
      );
      expect(value.holders).toHaveLength(1);
      expect(value.nodes).toContain("node-4 Ready");
      expect(lost).toEqual([]);
      expect(reads.failures.filter(({ at }) => Date.parse(at) > value.at + 15_000)).toEqual([]);
      await value.heal();
      await isHealthy(stack);
      expect(await membersOn(stack, "node-2")).toEqual(three);
    },
    6 * minutes,
  );

  it(
    "lets its first node leave for good, and another control plane join that the others take in",
    async () => {
      testStack(
        stack.name,
        haConfig({ 2: "controlPlane", 3: "controlPlane", 4: "worker", 5: "controlPlane" }, demo),
      );
      const { text } = await makeWell("up", stack);
      expect(text).toMatch(/node-5: microshift add-node, taken in by hardway-e2e-msha-node-[123]/);
      expect(await membersOn(stack, "node-2")).toEqual([
        "node-2 started voter",
        "node-3 started voter",
        "node-5 started voter",
      ]);
      expect(await readyNodes()).toEqual(["node-2 Ready", "node-3 Ready", "node-4 Ready", "node-5 Ready"]);
      await isHealthy(stack);
    },
    10 * minutes,
  );

  it.each([
    [
      "an id that was given before",
      haConfig(
        { 1: "controlPlane", 2: "controlPlane", 3: "controlPlane", 4: "worker", 5: "controlPlane" },
        demo,
      ),
      "node 1 has left, and its id is not given again",
    ],
    [
      "another way of being made",
      { ...haConfig({ 1: "controlPlane", 4: "worker" }, demo), topology: "single" },
      "the cluster was made in topology ha and cannot become one of topology single",
    ],
  ])(
    "refuses %s before anything is changed",
    async (_, config, words) => {
      const before = await membersOn(stack, "node-2");
      testStack(stack.name, config);
      const { exitCode, text } = await make("up", stack);
      testStack(
        stack.name,
        haConfig({ 2: "controlPlane", 3: "controlPlane", 4: "worker", 5: "controlPlane" }, demo),
      );
      expect(exitCode).not.toBe(0);
      expect(text).toContain(words);
      expect(await membersOn(stack, "node-2")).toEqual(before);
      expect(await inMachine(stack, "node-4", "systemctl is-active microshift")).toBe("active\n");
    },
    3 * minutes,
  );

  endsClean(stack);
});
