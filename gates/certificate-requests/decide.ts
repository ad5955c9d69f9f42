import type { V1CertificateSigningRequest } from "@kubernetes/client-node";
import { setHeaderOptions } from "@kubernetes/client-node/dist/middleware.js";
import { PatchStrategy } from "@kubernetes/client-node/dist/patch.js";
import { unlessMissing } from "../../checks/clients/failures";
import type { Kubernetes } from "../../checks/clients/kubernetes";
import type { GateContext } from "../context";
import { bootstrapUserOf, type JoiningNode } from "./rules";
import { type Decision, isApproved, judge, type Verdict } from "./verdict";

type Certificates = Pick<Kubernetes, "certificates">;

/** How far the node has come towards its client certificate. */
export type RequestState = "not requested yet" | "approved" | "denied";

/**
 * Decides on all open certificate requests that concern the node and shows each decision. Requests of other
 * nodes are left to the gates of those, so that gates which run side by side never meet.
 */
export async function decideRequests(
  gate: GateContext,
  { certificates }: Certificates,
  node: Omit<JoiningNode, "at">,
): Promise<RequestState> {
  const { items } = await certificates.listCertificateSigningRequest();
  const decisions = judge(items, { ...node, at: gate.clock.date() });
  for (const decision of decisions) {
    await settle({ certificates }, decision);
    gate.say(`csr: ${spoken(decision)}`);
  }
  const own = items.filter(({ spec }) => spec.username === bootstrapUserOf(node.name));
  if (own.length === 0) return "not requested yet";
  const approved = decisions.filter(({ verdict }) => verdict.verdict === "approve");
  return approved.length > 0 || own.some(isApproved) ? "approved" : "denied";
}

/**
 * Deletes the requests that a node which leaves made for its first certificate, whatever became of them: a machine
 * that takes its place has a key of its own.
 */
export async function deleteRequests({ certificates }: Certificates, node: string): Promise<void> {
  const { items } = await certificates.listCertificateSigningRequest();
  for (const request of items.filter(({ spec }) => spec.username === bootstrapUserOf(node)))
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
    setHeaderOptions("Content-Type", PatchStrategy.MergePatch),
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
