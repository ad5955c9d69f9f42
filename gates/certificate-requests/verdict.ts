import type { V1CertificateSigningRequest } from "@kubernetes/client-node";
import {
  type ApprovedKey,
  type Asked,
  bootstrapUserOf,
  deviationsOf,
  identityOf,
  type JoiningNode,
} from "./rules";
import { readRequest } from "./subject";

/** What becomes of an open certificate request. */
export type Verdict = { readonly verdict: "approve" } | { readonly verdict: "deny"; readonly reason: string };

/** A request and what becomes of it. */
export interface Decision {
  readonly request: V1CertificateSigningRequest;
  readonly verdict: Verdict;
}

/**
 * Decides on all open requests that concern one node that is about to join, from all requests that there are: its
 * first client certificate is approved where everything is exactly as planned. What the node's bootstrap user asks for
 * besides, and what anybody else asks for in the node's name, is denied with all its deviations. Requests of other
 * nodes, those that are settled, and renewals, which the controller manager decides on, are left as they are.
 */
export function judge(
  requests: readonly V1CertificateSigningRequest[],
  node: JoiningNode,
): readonly Decision[] {
  const concerned = requests.map(read).filter((asked) => concerns(asked, node.name));
  const approved = concerned.flatMap((asked) => approvedKey(asked, node.name));
  const open = concerned
    .filter(({ request }) => !isSettled(request))
    .map((asked) => ({ asked, deviations: deviationsOf(asked, node, approved) }));
  const good = open.filter(({ deviations }) => deviations.length === 0);
  const keys = new Set(good.map(({ asked }) => asked.contents?.key));

  return open.map(({ asked: { request }, deviations }) => {
    if (deviations.length > 0) return { request, verdict: denied(deviations.join("; ")) };
    // A kubelet that was started anew has left a request behind; the one that it waits for is soon made again.
    if (keys.size > 1) return { request, verdict: denied(severalKeys(keys.size)) };
    return { request, verdict: { verdict: "approve" } };
  });
}

/** Whether somebody has decided on the request already. */
export function isSettled({ status }: V1CertificateSigningRequest): boolean {
  return (status?.conditions ?? []).length > 0;
}

/** Whether the request was approved. */
export function isApproved({ status }: V1CertificateSigningRequest): boolean {
  return (status?.conditions ?? []).some(({ type }) => type === "Approved");
}

function read(request: V1CertificateSigningRequest): Asked {
  return { request, contents: readRequest(Buffer.from(request.spec.request, "base64").toString("latin1")) };
}

function concerns({ request: { spec }, contents }: Asked, node: string): boolean {
  if (spec.username === identityOf(node)) return false;
  return (
    spec.username === bootstrapUserOf(node) || contents?.subject.includes(`CN=${identityOf(node)}`) === true
  );
}

function approvedKey({ request, contents }: Asked, node: string): readonly ApprovedKey[] {
  if (contents === undefined || !isApproved(request) || request.spec.username !== bootstrapUserOf(node))
    return [];
  return [{ key: contents.key, request: request.metadata?.name ?? "a request" }];
}

function denied(reason: string): Verdict {
  return { verdict: "deny", reason };
}

function severalKeys(count: number): string {
  return `${count} different keys are asked for at once, and nobody can tell which is the node's`;
}
