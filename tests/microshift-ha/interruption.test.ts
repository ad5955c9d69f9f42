import { ensureContract, haConfig, membersOn } from "../e2e/support/microshift-ha";
import { forget, makeWell, testStack } from "../e2e/support/stack";
import { tracesOf } from "../e2e/support/traces";
import { isHealthy } from "../faults/try-fault";
import { cutOff, type Cut } from "../interruption/support/cut";

const minutes = 60_000;
const stack = testStack("e2e-mshai", haConfig({ 1: "controlPlane", 2: "controlPlane", 3: "worker" }));

const moments: readonly (readonly [string, RegExp, Cut])[] = [
  ["the first container boots", /node-1-booted creating/, "killed with all that it started"],
  ["the first node begins the cluster", /node-1-attached creating/, "killed with all that it started"],
  ["the first node comes up", /ready creating/, "interrupted"],
  ["the second container boots", /node-2-booted creating/, "killed by group"],
  ["the second node runs add-node", /node-2: microshift add-node/, "killed with all that it started"],
  ["the second node is admitted", /node-2-member creating/, "interrupted"],
  ["the worker runs add-node", /node-3: microshift add-node/, "killed with all that it started"],
];

beforeAll(ensureContract, 15 * minutes);

afterAll(async () => {
  await makeWell("destroy", stack);
  forget(stack);
}, 5 * minutes);

describe("an up of MicroShift nodes that is cut off", () => {
  it.each(moments)(
    "while %s, is gone on from by the next",
    async (name, when, cut) => {
      const { printed } = await cutOff("up", stack, { moment: { name, when }, cut });
      expect(printed).not.toContain("The cluster is up");
    },
    5 * minutes,
  );

  it(
    "is completed by one that is not: two voters, a worker, and no change after that",
    async () => {
      await makeWell("up", stack);
      expect(await membersOn(stack, "node-1")).toEqual(["node-1 started voter", "node-2 started voter"]);
      await isHealthy(stack);
      expect((await makeWell("up", stack)).text).toMatch(/\d+ unchanged/);
    },
    8 * minutes,
  );

  it(
    "leaves nothing when it is destroyed",
    async () => {
      await makeWell("destroy", stack);
      expect(await tracesOf(stack)).toEqual([]);
    },
    3 * minutes,
  );
});
