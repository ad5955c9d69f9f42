import { always, counted, type Finding } from "../check";
import type { MicroshiftCheck } from "./check";
import { isDone, standingsOf } from "./standing";

/** Everything that the cluster brings runs. */
export const workloadsRolledOut: MicroshiftCheck = {
  id: "workloads",
  sentence: "every workload that MicroShift brings is rolled out",
  why: "each is a part of the cluster, such as its network, its DNS or its router",
  appliesTo: always,
  probe: async ({ plan: { workloads }, kubernetes }): Promise<Finding> => {
    const standings = await standingsOf(kubernetes, workloads);
    const open = standings.filter((standing) => !isDone(standing));
    if (open.length > 0) return { level: "failure", detail: open.map(({ detail }) => detail).join("; ") };
    const lagging = standings.filter(({ state }) => state === "lagging");
    if (lagging.length > 0)
      return {
        level: "warning",
        detail: `pods on workers lag: ${lagging.map(({ detail }) => detail).join("; ")}`,
      };
    return { level: "ok", detail: counted(workloads.length, "workload") };
  },
};
