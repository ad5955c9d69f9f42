import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withPart } from "../support/document";
import { planOf } from "../support/plan";
import { adminCredentials } from "../e2e/support/availability";
import { makeWell } from "../e2e/support/stack";
import { standingCluster } from "../e2e/support/standing-cluster";
import { faultsOf } from "./faults";
import { sentence, table } from "./table";
import { tryFault, unexpectedLosses, whatIsKept, type Outcome, type Subject } from "./try-fault";

const minutes = 60_000;
const config = { controlPlanes: 3, workers: 2 };
const plan = planOf(config);
const faults = faultsOf(plan);
const stack = standingCluster("e2e-faults", config);
const document = join(__dirname, "..", "..", "docs", "faults.md");
const outcomes: Outcome[] = [];
let subject: Subject;

beforeAll(async () => {
  subject = { stack, plan, credentials: await adminCredentials(stack) };
}, minutes);

afterAll(async () => {
  if (outcomes.length === faults.length)
    await writeFile(
      document,
      withPart(await readFile(document, "utf8"), "make test-faults", table(outcomes)),
    );
});

describe("a cluster gets over a fault by itself, its data and certificates kept", () => {
  it.each(faults)(
    "$name",
    async (fault) => {
      const before = await whatIsKept(subject);
      const outcome = await tryFault(subject, fault);
      outcomes.push(outcome);
      console.log(sentence(outcome));
      expect(await whatIsKept(subject)).toEqual(before);
      expect(unexpectedLosses(outcome)).toEqual([]);
    },
    6 * minutes,
  );
});

describe("a cluster that got over all faults", () => {
  it(
    "needs no change",
    async () => {
      expect((await makeWell("up", stack)).text).toMatch(/\d+ unchanged/);
    },
    2 * minutes,
  );
});
