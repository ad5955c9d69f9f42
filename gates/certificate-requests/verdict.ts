import type { V1CertificateSigningRequest } from "@kubernetes/client-node";
import { kubernetesKinds, type RequestKind, type RequestKinds } from "./kinds";
import { type ApprovedKey, type Asked, deviationsOf, type JoiningNode } from "./rules";
import { readRequest } from "./subject";

/** What becomes of an open certificate request. */
export type Verdict = { readonly verdict: "approve" } | { readonly verdict: "deny"; readonly reason: string };

/** A request and what becomes of it. */
export interface Decision {
  readonly request: V1CertificateSigningRequest;
  readonly verdict: Verdict;
}

/**
 * Decides on all open requests that concern one node, from all requests that there are: each is approved where everything
 * is exactly as the rules of its kind have it, and denied with all its deviations where it is not. Requests of other
 * nodes, those that are settled, and those of no kind, such as renewals, are left as they are.
 */
export function judge<Node extends JoiningNode>(
  requests: readonly V1CertificateSigningRequest[],
  node: Node,
  kinds: RequestKinds<string, Node> = kubernetesKinds,
): readonly Decision[] {
  return judgeAll(requests.map(read), node, kinds);
}

/** The same for requests that have been read. */
export function judgeAll<Node extends JoiningNode>(
  all: readonly Asked[],
  node: Node,
  kinds: RequestKinds<string, Node>,
): readonly Decision[] {
  return Object.values(kinds).flatMap((kind) =>
    judgeKind(
      all.filter((asked) => kind.concerns(asked, node.name)),
      node,
      kind,
    ),
  );
}

function judgeKind<Node extends JoiningNode>(
  concerned: readonly Asked[],
  node: Node,
  kind: RequestKind<Node>,
): readonly Decision[] {
  const approved = concerned.flatMap((asked) => (kind.isOwn(asked, node.name) ? approvedKey(asked) : []));
  const open = concerned
    .filter(({ request }) => !isSettled(request))
    .map((asked) => ({ asked, deviations: deviationsOf(asked, node, approved, kind.rules) }));
  const good = open.filter(({ deviations }) => deviations.length === 0);
  const keys = new Set(good.map(({ asked }) => asked.contents?.key));

  return open.map(({ asked: { request }, deviations }) => {
    if (deviations.length > 0) return { request, verdict: denied(deviations.join("; ")) };
    // A kubelet that was started anew has left a request behind; the one that it waits for is soon made again.
    if (kind.keys === "one" && keys.size > 1) return { request, verdict: denied(severalKeys(keys.size)) };
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

/** Reads what stands in a request. */
export function read(request: V1CertificateSigningRequest): Asked {
  return { request, contents: readRequest(Buffer.from(request.spec.request, "base64").toString("latin1")) };
}

function approvedKey({ request, contents }: Asked): readonly ApprovedKey[] {
  if (contents === undefined || !isApproved(request)) return [];
  return [{ key: contents.key, request: request.metadata?.name ?? "a request" }];
}

function denied(reason: string): Verdict {
  return { verdict: "deny", reason };
}

function severalKeys(count: number): string {
  return `${count} different keys are asked for at once, and nobody can tell which is the node's`;
}
