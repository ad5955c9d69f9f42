import { replacementOf, replacementTable } from "../../ha/replacement";

const failures = [{ name: "w-1", at: 0, took: 12, reason: "refused" }];
const load = {
  value: 41.6,
  reads: { requests: 900, slowest: 80, failures: [] },
  writes: { began: 0, ended: 400, acknowledged: [{ name: "w-2", at: 1 }], failures },
  lost: [],
};

describe("a machine that is replaced by up", () => {
  const replacement = replacementOf("etcd-0", load);

  it("is told by what failed of what was sent meanwhile", () => {
    expect(replacement).toEqual({
      machine: "etcd-0",
      seconds: 41.6,
      requests: 900,
      failedRequests: 0,
      writes: 2,
      failedWrites: 1,
      lost: 0,
    });
  });

  it("has a line of the table", () => {
    expect(replacementTable([replacement]).split("\n").slice(2)).toEqual([
      "| etcd-0 | 42 | 0 of 900 | 1 of 2 | 0 |",
    ]);
  });
});
