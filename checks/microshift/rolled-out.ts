import { always, counted, type Finding, plannedNodes } from "../check";
import type { MicroshiftCheck, MicroshiftCluster } from "./check";
import { isDone, type Standing, standingsOf } from "./standing";

/** Everything that the cluster brings runs. */
export const workloadsRolledOut: MicroshiftCheck = {
  id: "workloads",
  sentence: "every workload that MicroShift brings is rolled out",
  why: "each is a part of the cluster, such as its network, its DNS or its router",
  appliesTo: always,
  probe: async (cluster): Promise<Finding> => {
    const { workloads } = cluster.plan;
    const standings = await standingsOf(cluster.kubernetes, workloads);
    const leaving = standings.filter((standing) => isLeaving(cluster, standing));
    const open = standings.filter((standing) => !isDone(standing) && !leaving.includes(standing));
    if (open.length > 0) return { level: "failure", detail: detailsOf(open) };
    const lagging = standings.filter(({ state }) => state === "lagging");
    const warnings = [
      ...(lagging.length > 0 ? [`pods on workers lag: ${detailsOf(lagging)}`] : []),
      ...(leaving.length > 0 ? [`on nodes that leave at the end of this up: ${detailsOf(leaving)}`] : []),
    ];
    if (warnings.length > 0) return { level: "warning", detail: warnings.join("; ") };
    return { level: "ok", detail: counted(workloads.length, "workload") };
  },
};

/** Whether a workload waits for nodes alone that leave: one that is off would keep the up from the end at which it goes. */
function isLeaving({ plan, unplanned }: MicroshiftCluster, { state, unreadyOn }: Standing): boolean {
  if (unplanned === "a fault" || state !== "waiting" || unreadyOn.length === 0) return false;
  const names = plannedNodes(plan).map(({ name }) => name);
  return unreadyOn.every((node) => !names.includes(node));
}

function detailsOf(standings: readonly Standing[]): string {
  return standings.map(({ detail }) => detail).join("; ");
}
