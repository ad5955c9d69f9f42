import type { V1CertificateSigningRequest } from "@kubernetes/client-node";
import { setHeaderOptions } from "@kubernetes/client-node/dist/middleware.js";
import { PatchStrategy } from "@kubernetes/client-node/dist/patch.js";
import type { Kubernetes } from "../../checks/clients/kubernetes";
import type { GateContext } from "../context";
import { bootstrapUserOf, type ExpectedNode, judge, type Verdict } from "./verdict";

/** How far the node has come towards its client certificate. */
export type RequestState = "not requested yet" | "approved" | "denied";

/**
 * Decides on all open certificate requests that concern the node and shows each decision. Requests of other
 * nodes are left to the gates of those, so that gates which run side by side never meet.
 */
export async function decideRequests(
  gate: GateContext,
  { certificates }: Pick<Kubernetes, "certificates">,
  node: ExpectedNode,
): Promise<RequestState> {
  const { items } = await certificates.listCertificateSigningRequest();
  let state: RequestState = "not requested yet";
  for (const request of items) {
    const decision = judge(request, node);
    if (decision.verdict !== "leave") {
      await settle({ certificates }, request, decision);
      gate.say(`csr: ${spoken(decision, request)}`);
    }
    if (request.spec.username !== bootstrapUserOf(node.name)) continue;
    if (decision.verdict === "approve" || hasCondition(request, "Approved")) state = "approved";
    else if (state === "not requested yet") state = "denied";
  }
  return state;
}

/** Writes the decision; a request that changed meanwhile answers 409 and is judged anew at the next look. */
async function settle(
  { certificates }: Pick<Kubernetes, "certificates">,
  request: V1CertificateSigningRequest,
  decision: Exclude<Verdict, { verdict: "leave" }>,
): Promise<void> {
  const condition =
    decision.verdict === "approve"
      ? {
          type: "Approved",
          reason: "AsPlanned",
          message: "the plan has this node, and all names and usages are its own",
        }
      : { type: "Denied", reason: "NotAsPlanned", message: decision.reason };
  const name = request.metadata?.name ?? "";
  const resourceVersion = request.metadata?.resourceVersion;
  const conditions = [{ ...condition, status: "True" }];
  await certificates.patchCertificateSigningRequestApproval(
    { name, body: { metadata: { resourceVersion }, status: { conditions } } },
    setHeaderOptions("Content-Type", PatchStrategy.MergePatch),
  );
}

function spoken(decision: Verdict, { metadata, spec }: V1CertificateSigningRequest): string {
  const subject = `${metadata?.name ?? "?"} of ${spec.username ?? "?"}`;
  return decision.verdict === "deny" ? `denied ${subject}: ${decision.reason}` : `approved ${subject}`;
}

function hasCondition({ status }: V1CertificateSigningRequest, type: string): boolean {
  return (status?.conditions ?? []).some((condition) => condition.type === type);
}
