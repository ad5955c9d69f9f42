import { make, makeWell, testStack } from "../e2e/support/stack";
import { standingCluster } from "../e2e/support/standing-cluster";
import { record, type Recorded } from "./record";
import { changes, daysBehind } from "./table";
import { expectInPlace, upUnderProbe } from "./under-probe";

const minutes = 60_000;
const api = "https://10.90.0.5:6443";
const name = "e2e-changes";
const behind = new Date(Date.now() - daysBehind * 24 * 60 * minutes).toISOString();
let config: Readonly<Record<string, unknown>> = {
  controlPlanes: 3,
  workers: 2,
  // Keys of the operators last as long as the others: the first `up` is 300 days old from the start.
  certificateDays: { admin: 365 },
  clock: behind,
};
const stack = standingCluster(name, config);

const recorded: Recorded[] = [];
afterAll(() => record("in-place.test.ts", recorded, { all: changes.length }));

describe.each(changes)("$name", ({ name: what, config: more, previewed, seen }) => {
  beforeAll(() => {
    config = { ...config, ...more };
    testStack(name, config);
  });

  it(
    "is shown by the preview, with the files that change on each machine",
    async () => {
      const { text } = await makeWell("preview", stack);
      expect(text).not.toMatch(/\d+ to (create|delete|replace)/);
      if (previewed === undefined) expect(text).not.toContain("Machines and their files that change:");
      else expect(text).toMatch(previewed);
    },
    3 * minutes,
  );

  it(
    "goes through in place without a failed request, and is there",
    async () => {
      const probed = await upUnderProbe(stack, api, what);
      recorded.push({ what, probed });
      expectInPlace(probed);
      await seen(stack);
    },
    10 * minutes,
  );
});

describe("a cluster that was changed", () => {
  it(
    "is healthy, and needs no further change",
    async () => {
      expect((await make("status", stack)).exitCode).toBe(0);
      expect((await makeWell("up", stack)).text).not.toMatch(/\d+ (created|updated|deleted|replaced)/);
    },
    3 * minutes,
  );
});
