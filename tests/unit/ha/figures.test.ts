import { figuresOf } from "../../ha/figures";
import type { Measure } from "../../ha/measure";
import { quiet } from "./quiet";

describe("the promised figures", () => {
  const measures: readonly Measure[] = [
    { ...quiet, fault: "freeze the leader", stalled: 1.2, unwritable: 1.5 },
    { ...quiet, fault: "kill etcd-1", unwritable: 0.25 },
    { ...quiet, fault: "kill the holder", failing: 3.2 },
    { ...quiet, fault: "kill lb-1", failing: 9 },
    { ...quiet, fault: "kill the API server of master-0", failedRequests: 2 },
    { ...quiet, fault: "freeze the API server of master-0", failing: 1.4 },
  ];
  const figures = figuresOf(measures);

  it("are each taken from the faults that they are about", () => {
    expect(figures["lostEtcd"]).toMatchObject({ atMost: 2, values: [1.5, 0.25], longest: 1.5 });
    expect(figures["lostLoadBalancer"]).toMatchObject({ atMost: 4, values: [3.2] });
    expect(figures["killedApiServer"]).toMatchObject({ atMost: 0, values: [2] });
    expect(figures["frozenApiServer"]).toMatchObject({ atMost: 3, values: [1.4] });
    expect(figures["lostWrites"]?.values).toHaveLength(measures.length);
  });
});
