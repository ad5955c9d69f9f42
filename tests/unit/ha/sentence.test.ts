import { faultsOf } from "../../ha/faults";
import { sentence } from "../../ha/sentence";
import { haPlan } from "../../ha/subject";
import { quiet } from "./quiet";

const [fault] = faultsOf(haPlan);
if (fault === undefined) throw new Error("there is no fault");
const look = { failedGets: [], healthyMembers: 3, holders: 1 };
const outcome = {
  fault,
  value: {
    machines: ["etcd-0"],
    at: 10_000,
    before: look,
    during: { look, late: 0 },
    after: look,
    recovery: 3,
  },
  reads: {
    requests: 100,
    slowest: 5000,
    failures: [{ at: new Date(10_500).toISOString(), took: 5000, path: "/readyz", reason: "no answer" }],
  },
  writes: {
    began: 0,
    ended: 0,
    acknowledged: [],
    failures: [{ name: "w-3", at: 9900, took: 7010, reason: "status 500" }],
  },
  lost: [],
};
const measure = {
  ...quiet,
  fault: fault.name,
  failedWrites: 1,
  writesFailing: 0.2,
  slowestFailedWrite: 7.01,
};

describe("the sentence of a fault", () => {
  const [first, ...failures] = sentence(outcome, measure).split("\n");

  it("tells how many writes failed, for how long, and how long one of them hung", () => {
    expect(first).toContain("1 of 50 failed within 0.2 s, after 7.0 s at most, 0 lost");
  });

  it("is followed by each failure, by its time since the fault", () => {
    expect(failures).toEqual([
      "  0.5 s /readyz after 5000 ms: no answer",
      "  -0.1 s write w-3 after 7010 ms: status 500",
    ]);
  });

  it("says when it was looked at that was not as promised in time", () => {
    const value = { ...outcome.value, during: { look, late: 2.04 } };
    expect(sentence({ ...outcome, value }, measure)).toContain(
      "\n  looked at last 2.0 s after the promised time\n",
    );
  });
});
