import type { V1CertificateSigningRequest } from "@kubernetes/client-node";
import { nodeSigners } from "../../topology/node-signers";
import { duration } from "../wait";
import type { RequestContents } from "./subject";

/** A certificate request, read. */
export interface Asked {
  readonly request: V1CertificateSigningRequest;
  /** Undefined where it is no readable PKCS#10 request. */
  readonly contents: RequestContents | undefined;
}

/** The node for whose sake requests are judged, at one moment of its join. */
export interface JoiningNode {
  readonly name: string;
  /**
   * Whether it has its first certificate: from then on its kubelet renews it with the one that it has. An upstream node
   * counts when it is Ready, one of OpenShift when it is registered.
   */
  readonly joined: boolean;
  /** When the requests were looked at. */
  readonly at: Date;
}

/** A request of the node that was approved before: the key that the node has, as far as anybody knows. */
export interface ApprovedKey {
  readonly key: string;
  /** The name of the request. */
  readonly request: string;
}

/** One thing that must be exactly as planned; `Node` is what the plan says of the node. */
export interface Rule<Node extends JoiningNode = JoiningNode> {
  readonly why: string;
  /** How the request deviates, for the user; undefined where it does not. */
  readonly deviation: (asked: Asked, node: Node, approved: readonly ApprovedKey[]) => string | undefined;
}

/** What a request of one kind must be, by the names of the rules. */
export type Rules<Node extends JoiningNode = JoiningNode> = Readonly<Record<string, Rule<Node>>>;

/**
 * How long ago a request may have been made: a kubelet that has no answer after 15 minutes makes another, with another
 * key (client-go, certificateWaitTimeout), so that nobody waits for an older one. And how far ahead the clock of the
 * API server may be of the gate's. In milliseconds.
 */
export const joinWindow = { past: 15 * 60_000, future: 10_000 } as const;

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

/** The name of a node's kubelet in its client certificate. */
export function identityOf(node: string): string {
  return `system:node:${node}`;
}

/** What an upstream node's request must be to be approved; it is denied with everything in which it deviates. */
export const rules = {
  need: {
    why: "a node that is Ready renews its certificate as itself, which the controller manager decides on",
    deviation: (_, { joined }) => (joined ? "the node is Ready and has its certificate" : undefined),
  },
  time: {
    why: "a request that nobody waits for any more is no kubelet's, and one from the future shows a wrong clock",
    deviation: ({ request }, { at }) => outsideWindow(request, at),
  },
  signer: {
    why: "the signer's certificates are good for nodes alone; others sign for administrators or servers",
    deviation: ({ request: { spec } }) => differs("signer", [spec.signerName], [[nodeSigners.client]]),
  },
  requester: {
    why: "a machine has a bootstrap certificate in its own name, and speaks for no other",
    deviation: ({ request: { spec } }, { name }) =>
      differs("requester", [spec.username ?? ""], [[bootstrapUserOf(name)]]),
  },
  groups: {
    why: "whoever has more rights than a machine that has not joined is none",
    deviation: ({ request: { spec } }) => differs("requester's groups", spec.groups ?? [], [groups]),
  },
  usages: {
    why: "the certificate is shown to the API and to nobody else",
    deviation: ({ request: { spec } }) => differs("usages", spec.usages ?? [], usages),
  },
  period: {
    why: "kubelets leave the period to the signer, whose flag is part of the plan",
    deviation: ({ request: { spec } }) =>
      differs(
        "expirationSeconds",
        spec.expirationSeconds === undefined ? [] : [`${spec.expirationSeconds}`],
        [[]],
      ),
  },
  form: {
    why: "what cannot be read cannot be judged",
    deviation: ({ contents }) => (contents === undefined ? "it is no readable PKCS#10 request" : undefined),
  },
  subject: {
    why: "name and group are what the API and the node authorizer know a node by",
    deviation: ({ contents }, { name }) =>
      contents && differs("subject", contents.subject, [[`CN=${identityOf(name)}`, "O=system:nodes"]]),
  },
  extensions: {
    why: "a client certificate has no alternative names, and is no authority",
    deviation: ({ contents }) => contents && differs("extensions", contents.extensions, [[]]),
  },
  key: {
    why: "a node has one key; whoever comes with another while it joins is somebody else",
    deviation: ({ contents }, _, approved) => {
      const other = approved.find(({ key }) => contents !== undefined && key !== contents.key);
      return other && `a second key: ${other.request} was approved with another`;
    },
  },
} as const satisfies Rules;

/** The name of a rule. */
export type RuleName = keyof typeof rules;

/** Everything in which a request deviates, in the order of the rules. */
export function deviationsOf<Node extends JoiningNode>(
  asked: Asked,
  node: Node,
  approved: readonly ApprovedKey[],
  table: Rules<Node> = rules,
): readonly string[] {
  return Object.values(table)
    .map(({ deviation }) => deviation(asked, node, approved))
    .filter((deviation) => deviation !== undefined);
}

function outsideWindow({ metadata }: V1CertificateSigningRequest, at: Date): string | undefined {
  const created = metadata?.creationTimestamp;
  if (created === undefined) return "it does not say when it was made";
  const age = at.getTime() - created.getTime();
  if (age > joinWindow.past)
    return `made ${duration(age)} ago, expected at most ${duration(joinWindow.past)}`;
  if (-age > joinWindow.future)
    return `made ${duration(-age)} ahead of this machine's clock, expected at most ${duration(joinWindow.future)}`;
  return undefined;
}

/** Says how a set of values differs from all the allowed sets; undefined where it is one of them. */
export function differs(
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
