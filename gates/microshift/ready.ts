import { unlessMissing } from "../../checks/clients/failures";
import type { Kubernetes } from "../../checks/clients/kubernetes";
import type { Workload } from "../../checks/microshift/rollout";
import { isDone, type Standing, standingsOf } from "../../checks/microshift/standing";
import { unreadyReason } from "../../checks/nodes";
import { becomeReachable } from "../api";
import type { GateContext } from "../context";
import { type Observation, waitFor } from "../wait";
import { FirstStart } from "./budgets";
import { RefusedPulls } from "./pulls";

/** The node that begins a cluster, and what is to run when it is ready. */
export interface FirstNode {
  readonly kubernetes: Kubernetes;
  /** Where the API is. */
  readonly url: string;
  readonly node: { readonly name: string };
  readonly workloads: readonly Workload[];
  /** How long all of it may take. */
  readonly minutes: number;
}

/** How many workloads are told of with what they last said; the others are counted. */
const shown = 2;

/** Waits until the API answers, the node is Ready and everything that MicroShift brings is rolled out. */
export async function becomeMicroshift(
  gate: GateContext,
  { kubernetes, url, node, workloads, minutes }: FirstNode,
): Promise<{ microshift: "ready" }> {
  const { name } = node;
  const start = new FirstStart(gate, minutes);
  await becomeReachable(gate, kubernetes.send, {
    name: `the API server of ${name}`,
    url,
    remedy: `look at journalctl -u microshift -u crio on ${name}, then run "pulumi up" again`,
    limits: start.limits(),
  });
  const pulls = new RefusedPulls(gate);
  await waitFor(gate, {
    subject: "microshift",
    goal: `${name} and what MicroShift brings to be ready`,
    where: name,
    observe: async () => {
      // The network's own pods make a node Ready, so that what they wait for is seen here alone.
      const [unready, standings] = await Promise.all([
        lackOfNode(kubernetes, name),
        standingsOf(kubernetes, workloads),
      ]);
      const seen = progressOf(unready, standings);
      pulls.judge(name, seen.state);
      return seen;
    },
    why: "the first workload that is named waits for its image, for the network or for a volume",
    remedy: `look at what its pods say (oc describe pod) and at journalctl -u microshift -u crio on ${name}; where images are still being pulled set microshift.startMinutes higher; then run "pulumi up" again`,
    limits: start.limits(),
  });
  return { microshift: "ready" };
}

async function lackOfNode({ core }: Kubernetes, name: string): Promise<string | undefined> {
  const node = await unlessMissing(core.readNode({ name }));
  if (node === undefined) return `${name} is not registered`;
  const unready = unreadyReason(node);
  return unready && `${name} is not Ready: ${unready}`;
}

function progressOf(unready: string | undefined, standings: readonly Standing[]): Observation<void> {
  const open = standings.filter((standing) => !isDone(standing));
  const counted = `${standings.length - open.length} of ${standings.length} workloads are rolled out`;
  if (unready === undefined && open.length === 0) {
    const lagging = standings.filter(({ state }) => state === "lagging").map(({ detail }) => detail);
    const lag = lagging.length === 0 ? "" : `, pods on workers lag: ${lagging.join("; ")}`;
    return { done: true, state: `${counted}${lag}`, value: undefined };
  }
  // Of those that are there somebody knows why they wait.
  const waiting = [...open].sort((one, other) => rank(one) - rank(other));
  const told = waiting.slice(0, shown).map(({ detail }) => detail);
  const more = waiting.length > shown ? [`${waiting.length - shown} more`] : [];
  const waits = [...told, ...more];
  return {
    done: false,
    state: [
      ...(unready === undefined ? [] : [unready]),
      waits.length === 0 ? counted : `${counted}, waits for ${waits.join("; ")}`,
    ].join("; "),
  };
}

function rank({ state, detail }: Standing): number {
  if (state === "missing") return 2;
  return detail.includes("(") ? 0 : 1;
}
