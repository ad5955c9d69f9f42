import type { V1CertificateSigningRequest } from "@kubernetes/client-node";
import { unlessMissing } from "../../checks/clients/failures";
import type { Kubernetes } from "../../checks/clients/kubernetes";
import { mergePatch } from "../../checks/clients/merge-patch";
import type { GateContext } from "../context";
import type { RequestKind, RequestKinds } from "./kinds";
import type { Asked, JoiningNode } from "./rules";
import { type Decision, isApproved, judgeAll, read, type Verdict } from "./verdict";

type Certificates = Pick<Kubernetes, "certificates">;

/** How far the node has come towards its certificate of one kind. */
export type RequestState = "not requested yet" | "approved" | "denied";

/**
 * Decides on all open certificate requests that concern the node and shows each decision. Requests of other
 * nodes are left to the gates of those, so that gates which run side by side never meet. `describe` says what the node
 * is at the moment at which the requests were looked at. Resolves to what has become of the node's own, by their kind.
 */
export async function decideRequests<Kind extends string, Node extends JoiningNode>(
  gate: GateContext,
  { certificates }: Certificates,
  describe: (at: Date) => Node,
  kinds: RequestKinds<Kind, Node>,
): Promise<Readonly<Record<Kind, RequestState>>> {
  const { items } = await certificates.listCertificateSigningRequest();
  const node = describe(gate.clock.date());
  const all = items.map(read);
  const decisions = judgeAll(all, node, kinds);
  for (const decision of decisions) {
    await settle({ certificates }, decision);
    gate.say(`csr: ${spoken(decision)}`);
  }
  const approved = new Set(
    decisions.filter(({ verdict }) => verdict.verdict === "approve").map(({ request }) => request),
  );
  const states = Object.entries<RequestKind<Node>>(kinds).map(([name, { isOwn }]) => {
    const own = all.filter((asked) => isOwn(asked, node.name));
    return [name, stateOf(own, approved)] as const;
  });
  return Object.fromEntries(states) as Record<Kind, RequestState>;
}

function stateOf(own: readonly Asked[], approved: ReadonlySet<V1CertificateSigningRequest>): RequestState {
  if (own.length === 0) return "not requested yet";
  return own.some(({ request }) => approved.has(request) || isApproved(request)) ? "approved" : "denied";
}

/**
 * Deletes the requests that a node which leaves made for its certificates, whatever became of them: a machine
 * that takes its place has a key of its own.
 */
export async function deleteRequests(
  { certificates }: Certificates,
  node: string,
  kinds: RequestKinds<string, never>,
): Promise<void> {
  const { items } = await certificates.listCertificateSigningRequest();
  const isOwn = (asked: Asked): boolean => Object.values(kinds).some((kind) => kind.isOwn(asked, node));
  for (const { request } of items.map(read).filter(isOwn))
    await unlessMissing(certificates.deleteCertificateSigningRequest({ name: nameOf(request) }));
}

/** Writes the decision; a request that changed meanwhile answers 409 and is judged anew at the next look. */
async function settle({ certificates }: Certificates, { request, verdict }: Decision): Promise<void> {
  const resourceVersion = request.metadata?.resourceVersion;
  await certificates.patchCertificateSigningRequestApproval(
    {
      name: nameOf(request),
      body: { metadata: { resourceVersion }, status: { conditions: [conditionOf(verdict)] } },
    },
    mergePatch,
  );
}

function conditionOf(verdict: Verdict): Readonly<Record<"type" | "status" | "reason" | "message", string>> {
  if (verdict.verdict === "deny")
    return { type: "Denied", status: "True", reason: "NotAsPlanned", message: verdict.reason };
  const message = "the plan has this node, and all names and usages are its own";
  return { type: "Approved", status: "True", reason: "AsPlanned", message };
}

function spoken({ request, verdict }: Decision): string {
  const subject = `${nameOf(request)} of ${request.spec.username ?? "?"}`;
  return verdict.verdict === "deny" ? `denied ${subject}: ${verdict.reason}` : `approved ${subject}`;
}

function nameOf({ metadata }: V1CertificateSigningRequest): string {
  return metadata?.name ?? "?";
}
