import { controlPlaneLabel, workerLabel } from "../../topology/node-labels";
import type { Kubernetes } from "../clients/kubernetes";
import { podsWith, unreadyPods } from "./pods";
import { lackOf, nameOf, readRollout, type Workload } from "./rollout";

/** How a workload stands. */
export interface Standing {
  readonly workload: Workload;
  /** `lagging`: it counts as rolled out, as all pods that are not ready are where they may lag. */
  readonly state: "rolled out" | "lagging" | "waiting" | "missing";
  /** What is to be said of it: what it lacks, and what its pods last said. Empty where it is rolled out. */
  readonly detail: string;
  /** Where all of its pods are that are not ready; empty where some are nowhere yet, or none is the reason. */
  readonly unreadyOn: readonly string[];
}

/** How many pods are told of: of a set that does not come up, all say the same. */
const podsShown = 2;

/** Looks at a workload, and where it lacks something at its pods. */
export async function standingOf(
  kubernetes: Pick<Kubernetes, "apps" | "core">,
  workload: Workload,
): Promise<Standing> {
  const rollout = await readRollout(kubernetes, workload);
  const lack = lackOf(rollout);
  if (lack === undefined) return { workload, state: "rolled out", detail: "", unreadyOn: [] };
  const named = `${nameOf(workload)} ${lack}`;
  if (rollout === undefined) return { workload, state: "missing", detail: named, unreadyOn: [] };
  const pods = await podsWith(kubernetes, workload.namespace, rollout.labels);
  const unready = await unreadyPods(kubernetes, pods);
  const said = unready.slice(0, podsShown).map(({ name, node, reason }) => `${name}${on(node)} ${reason}`);
  const detail = said.length === 0 ? named : `${named} (${said.join("; ")})`;
  // Pods that lag keep a set from rolling on, so that those of its latest version are not asked for either.
  const complete = rollout.observed && rollout.desired > 0 && pods.length >= rollout.desired;
  const nodes = unready.map(({ node }) => node);
  const unreadyOn = complete && !nodes.includes("") ? nodes : [];
  const lags = await mayLag(kubernetes, workload, unreadyOn);
  return { workload, state: lags ? "lagging" : "waiting", detail, unreadyOn };
}

/** Looks at all of them at once. */
export async function standingsOf(
  kubernetes: Pick<Kubernetes, "apps" | "core">,
  workloads: readonly Workload[],
): Promise<readonly Standing[]> {
  return Promise.all(workloads.map((workload) => standingOf(kubernetes, workload)));
}

/** Whether a workload holds nobody up any more. */
export function isDone({ state }: Standing): boolean {
  return state === "rolled out" || state === "lagging";
}

async function mayLag(
  { core }: Pick<Kubernetes, "core">,
  { podsMayLag }: Workload,
  unreadyOn: readonly string[],
): Promise<boolean> {
  if (podsMayLag === undefined || unreadyOn.length === 0) return false;
  const { items } = await core.listNode({ labelSelector: `${workerLabel},!${controlPlaneLabel}` });
  const workers = items.map(({ metadata }) => metadata?.name ?? "");
  return unreadyOn.every((node) => workers.includes(node));
}

function on(node: string): string {
  return node === "" ? "" : ` on ${node}`;
}
