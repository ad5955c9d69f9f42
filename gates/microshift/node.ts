import type { V1Node } from "@kubernetes/client-node";
import { unlessMissing } from "../../checks/clients/failures";
import type { Kubernetes } from "../../checks/clients/kubernetes";
import { unreadyReason } from "../../checks/nodes";
import type { MicroshiftRole } from "../../topology/microshift/plan";
import { decideRequests } from "../certificate-requests/decide";
import { microshiftKinds } from "../certificate-requests/microshift";
import { sansOf } from "../certificate-requests/openshift";
import type { GateContext } from "../context";
import type { MemberMachine } from "../membership";
import { type Observation, waitFor } from "../wait";
import { limitsOf } from "./budgets";

/** A machine that is to be a node of MicroShift. */
export interface MicroshiftMachine extends MemberMachine {
  readonly role: MicroshiftRole;
}

const prefix = "node-role.kubernetes.io/";

/** The roles for which MicroShift itself labels its nodes (facts: microshift.md, B3); nobody else does. */
const rolesOf: Readonly<Record<MicroshiftRole, readonly string[]>> = {
  controlPlane: ["control-plane", "master", "worker"],
  worker: ["worker"],
};

/** Waits until a machine is a Ready node of its role, and decides on what it asks for, which may be nothing. */
export async function becomeMicroshiftNode(
  gate: GateContext,
  kubernetes: Kubernetes,
  machine: MicroshiftMachine,
): Promise<void> {
  const { name, role } = machine;
  await waitFor(gate, {
    subject: "node",
    goal: `node ${name} to be Ready`,
    where: name,
    observe: async () => {
      const node = await unlessMissing(kubernetes.core.readNode({ name }));
      const unready = node === undefined ? "it is not registered" : unreadyReason(node);
      await decideRequests(
        gate,
        kubernetes,
        (at) => ({ name, joined: unready === undefined, at, sans: sansOf(machine) }),
        microshiftKinds,
      );
      if (node === undefined) return { done: false, state: `${name} is not registered` };
      if (unready !== undefined)
        return { done: false, state: `${name} is registered, not Ready: ${unready}` };
      return standingIn(node, role);
    },
    why: "MicroShift does not run on it, does not reach the API, or its pod network is not set up",
    remedy: `look at journalctl -u microshift -u crio on ${name}, then run "pulumi up" again`,
    limits: limitsOf(gate, "join"),
  });
}

/** A Ready node of another role has joined as something else than it was told to. */
function standingIn({ metadata }: V1Node, role: MicroshiftRole): Observation<void> {
  const name = metadata?.name ?? "?";
  const labels = Object.keys(metadata?.labels ?? {});
  const roles = labels.filter((label) => label.startsWith(prefix)).map((label) => label.slice(prefix.length));
  const expected = rolesOf[role];
  const missing = expected.filter((each) => !roles.includes(each));
  const strange = roles.filter((each) => !expected.includes(each) && rolesOf.controlPlane.includes(each));
  if (missing.length > 0)
    return { done: false, state: `${name} is Ready, without the role ${missing.join(" and ")}` };
  if (strange.length > 0)
    return { done: false, state: `${name} is Ready, with the role ${strange.join(" and ")} besides` };
  return { done: true, state: `${name} is Ready`, value: undefined };
}
