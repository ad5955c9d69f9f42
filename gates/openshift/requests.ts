import type { V1Node } from "@kubernetes/client-node";
import type { Kubernetes } from "../../checks/clients/kubernetes";
import { decideRequests, type RequestState } from "../certificate-requests/decide";
import { type NamedMachine, openshiftKinds, sansOf } from "../certificate-requests/openshift";
import type { GateContext } from "../context";

/** What has become of a node's requests. */
export type NodeRequests = Readonly<Record<keyof typeof openshiftKinds, RequestState>>;

/** Decides on all open requests that concern a machine of the plan, of which the node was found, or is not there yet. */
export function decideFor(
  gate: GateContext,
  kubernetes: Pick<Kubernetes, "certificates">,
  machine: NamedMachine,
  node: V1Node | undefined,
): Promise<NodeRequests> {
  const { name } = machine;
  const sans = sansOf(machine);
  return decideRequests(
    gate,
    kubernetes,
    (at) => ({ name, joined: node !== undefined, at, sans }),
    openshiftKinds,
  );
}
