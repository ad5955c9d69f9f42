import type { V1CertificateSigningRequest } from "@kubernetes/client-node";
import { readRequest } from "./subject";

/** What becomes of a certificate request. */
export type Verdict =
  | { readonly verdict: "approve" }
  | { readonly verdict: "deny"; readonly reason: string }
  /** Not this node's, already settled, or a renewal, which the controller manager decides on. */
  | { readonly verdict: "leave" };

const signer = "kubernetes.io/kube-apiserver-client-kubelet";

/** The groups of a kubelet that shows its bootstrap certificate: the certificate's own and everybody's. */
const groups: readonly string[] = ["system:authenticated", "system:bootstrappers"];

/** What kubelets ask for: without key encipherment for an ECDSA key, with it for an RSA key. */
const usages: readonly (readonly string[])[] = [
  ["client auth", "digital signature"],
  ["client auth", "digital signature", "key encipherment"],
];

/** The user as whom a node's kubelet asks for its first client certificate. */
export function bootstrapUserOf(node: string): string {
  return `system:bootstrap:${node}`;
}

/** The node for whose sake requests are judged. */
export interface ExpectedNode {
  readonly name: string;
  /** Whether it is Ready: from then on its kubelet renews its certificate with the one that it has. */
  readonly joined: boolean;
}

/**
 * Decides on a request for the sake of one node that is about to join: its first client certificate is
 * approved where everything is exactly as planned. What the node's bootstrap user asks for besides, and what
 * anybody else asks for in the node's name, is denied with all its deviations.
 */
export function judge(request: V1CertificateSigningRequest, node: ExpectedNode): Verdict {
  const { spec } = request;
  const names = readRequest(Buffer.from(spec.request, "base64").toString("latin1"));
  const identity = `system:node:${node.name}`;
  const concerned =
    spec.username === bootstrapUserOf(node.name) || names?.subject.includes(`CN=${identity}`) === true;
  if (!concerned || isSettled(request) || spec.username === identity) return { verdict: "leave" };

  const deviations = [
    node.joined ? "the node is Ready and has its certificate" : undefined,
    differs("signer", [spec.signerName], [[signer]]),
    differs("requester", [spec.username ?? ""], [[bootstrapUserOf(node.name)]]),
    differs("requester's groups", spec.groups ?? [], [groups]),
    differs("usages", spec.usages ?? [], usages),
    ...(names === undefined
      ? ["it is no readable PKCS#10 request"]
      : [
          differs("subject", names.subject, [[`CN=${identity}`, "O=system:nodes"]]),
          differs("extensions", names.extensions, [[]]),
        ]),
  ].filter((deviation) => deviation !== undefined);
  return deviations.length === 0
    ? { verdict: "approve" }
    : { verdict: "deny", reason: deviations.join("; ") };
}

/** Whether somebody has decided on the request already. */
export function isSettled({ status }: V1CertificateSigningRequest): boolean {
  return (status?.conditions ?? []).length > 0;
}

/** Says how a set of values differs from all the allowed sets; undefined where it is one of them. */
function differs(
  what: string,
  values: readonly string[],
  allowed: readonly (readonly string[])[],
): string | undefined {
  // Compared as JSON, for a value may hold the very commas that a plain list would be joined with.
  const canonical = (set: readonly string[]): string => JSON.stringify([...set].sort());
  if (allowed.some((set) => canonical(set) === canonical(values))) return undefined;
  return `${what} ${listed(values)}, expected ${allowed.map(listed).join(" or ")}`;
}

function listed(values: readonly string[]): string {
  return values.length === 0 ? "none" : values.join(" + ");
}
