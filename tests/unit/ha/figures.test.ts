import { figuresOf, promiseTable } from "../../ha/figures";
import type { Measure } from "../../ha/measure";
import type { Replacement } from "../../ha/replacement";
import { quiet } from "./quiet";

const drained = (machine: string, failed: number): Replacement => ({
  machine,
  seconds: 40,
  requests: 800,
  failedRequests: failed,
  writes: 200,
  failedWrites: failed,
  lost: 0,
});

describe("the promised figures", () => {
  const measures: readonly Measure[] = [
    { ...quiet, fault: "freeze the leader", stalled: 1.2, unwritable: 1.5 },
    { ...quiet, fault: "kill etcd-1", unwritable: 0.25 },
    { ...quiet, fault: "kill the holder", failing: 3.2 },
    { ...quiet, fault: "kill lb-1", failing: 9 },
    { ...quiet, fault: "kill the API server of master-0", failedRequests: 2 },
    { ...quiet, fault: "freeze the API server of master-0", failing: 1.4 },
  ];
  const figures = figuresOf({ measures, replacements: [drained("lb-0", 0), drained("etcd-0", 2)] });

  it("are each taken from the faults that they are about", () => {
    expect(figures["lostEtcd"]).toMatchObject({ atMost: 2, values: [1.5, 0.25], longest: 1.5 });
    expect(figures["lostLoadBalancer"]).toMatchObject({ atMost: 4, values: [3.2] });
    expect(figures["killedApiServer"]).toMatchObject({ atMost: 0, values: [2] });
    expect(figures["frozenApiServer"]).toMatchObject({ atMost: 3, values: [1.4] });
    expect(figures["lostWrites"]?.values).toHaveLength(measures.length + 2);
  });

  it("count requests and writes that failed while up replaced a machine", () => {
    expect(figures["plannedDrain"]).toMatchObject({ atMost: 0, values: [0, 4], longest: 4 });
  });

  it("leave out what was not measured, and have a line each beside the promise", () => {
    const ofOne = figuresOf({
      measures: [{ ...quiet, fault: "kill the holder", failing: 3.24 }],
      replacements: [],
    });
    expect(Object.keys(ofOne)).toEqual(["lostLoadBalancer", "lostWrites"]);
    expect(promiseTable(ofOne).split("\n").slice(2)).toEqual([
      "| requests fail when the load balancer is lost that holds the address | 4.0 s | 3.2 s | 3.2 s | 1 |",
      "| acknowledged writes that any fault or replacement lost | 0 | 0 | 0 | 1 |",
    ]);
  });
});
