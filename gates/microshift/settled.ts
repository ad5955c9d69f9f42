import type { Kubernetes } from "../../checks/clients/kubernetes";
import { isDone, standingOf } from "../../checks/microshift/standing";
import { ovnMaster } from "../../checks/microshift/workloads";
import { unreadyReason } from "../../checks/nodes";
import { controlPlaneLabel } from "../../topology/node-labels";
import type { GateContext } from "../context";
import { waitFor } from "../wait";
import { limitsOf } from "./budgets";

/**
 * Waits until a control plane that joined has come to rest: OVN's pods on all control planes are replaced by ones
 * that know the new servers, and their nodes may look not Ready meanwhile (facts: microshift.md, B11). The next
 * change must not come before that.
 */
export async function settle(gate: GateContext, kubernetes: Kubernetes): Promise<void> {
  await waitFor(gate, {
    subject: "control planes",
    goal: "all control planes to be Ready again, with OVN's databases",
    where: `nodes and ${ovnMaster.namespace}`,
    observe: async () => {
      const lacks = [...(await unreadyControlPlanes(kubernetes)), ...(await lackOfOvn(kubernetes))];
      if (lacks.length === 0) return { done: true, state: "all are Ready", value: undefined };
      return { done: false, state: lacks.join("; ") };
    },
    why: "a control plane is down, or its databases do not reach the others (ports 9641 to 9644)",
    remedy: `look at the pods of ${ovnMaster.name} and at journalctl -u microshift on the control plane that is named, then run "pulumi up" again`,
    limits: limitsOf(gate, "settle"),
  });
}

async function unreadyControlPlanes({ core }: Kubernetes): Promise<readonly string[]> {
  const { items } = await core.listNode({ labelSelector: controlPlaneLabel });
  return items.flatMap((node) => {
    const unready = unreadyReason(node);
    return unready === undefined ? [] : [`${node.metadata?.name ?? "?"} is not Ready: ${unready}`];
  });
}

/** A cluster with another network has no such pods. */
async function lackOfOvn(kubernetes: Kubernetes): Promise<readonly string[]> {
  const standing = await standingOf(kubernetes, ovnMaster);
  return standing.state === "missing" || isDone(standing) ? [] : [standing.detail];
}
