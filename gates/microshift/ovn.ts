import type { V1Pod } from "@kubernetes/client-node";
import { kick, ovnDatabases, ovnMasterPods, raftStatus } from "../../checks/microshift/ovn-databases";
import { isReady } from "../../checks/microshift/pods";
import type { GateContext } from "../context";
import type { MemberMachine } from "../membership";
import { type Observation, waitFor } from "../wait";
import type { MicroshiftAccess } from "./cluster";

type Access = Pick<MicroshiftAccess, "kubernetes" | "exec">;

/**
 * Takes a machine's servers out of OVN's databases, through the pod of another control plane; nothing to do where the
 * network is another. A server that is gone would count for the quorum for ever.
 */
export async function leaveOvn(gate: GateContext, access: Access, machine: MemberMachine): Promise<void> {
  await waitFor(gate, {
    subject: "ovn",
    goal: `${machine.name} to leave OVN's databases`,
    where: machine.name,
    observe: () => leaveFurther(access, machine),
    why: "the databases have no quorum without it, or no other control plane's ovnkube-master runs",
    remedy: `look at the pods of ovnkube-master on the other control planes, then run the same command again`,
  });
}

async function leaveFurther(
  { kubernetes, exec }: Access,
  machine: MemberMachine,
): Promise<Observation<void>> {
  const { name, address } = machine;
  const pods = await ovnMasterPods(kubernetes);
  if (pods === undefined) return { done: true, state: "the network has no databases", value: undefined };
  const survivor = survivorOf(pods, name);
  if (survivor === undefined)
    return { done: false, state: "no ovnkube-master runs on another control plane" };
  const asked: string[] = [];
  for (const database of ovnDatabases) {
    const { servers } = await raftStatus(exec, survivor, database);
    const own = servers.filter((server) => server.address === address);
    for (const server of own) {
      await kick(exec, survivor, database, server);
      asked.push(`${database.name} (${server.id})`);
    }
  }
  if (asked.length > 0) return { done: false, state: `${name} is asked to leave ${asked.join(" and ")}` };
  return { done: true, state: `${name} is no server of OVN's databases`, value: undefined };
}

/** A pod that is ready answers soonest; one whose other containers are not may still have the databases. */
function survivorOf(pods: readonly V1Pod[], leaving: string): string | undefined {
  const others = pods.filter(({ spec }) => spec?.nodeName !== leaving);
  return (others.find(isReady) ?? others[0])?.metadata?.name;
}
