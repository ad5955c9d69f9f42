import { type Asked, bootstrapUserOf, identityOf, type JoiningNode, type Rules, rules } from "./rules";

/** A purpose for which the nodes of a distribution ask for certificates. */
export interface RequestKind<Node extends JoiningNode = JoiningNode> {
  /** Whether the gate of the node of this name decides on the request; two kinds never want the same one. */
  readonly concerns: (asked: Asked, node: string) => boolean;
  /** Whether the node's own kubelet made it, as far as the requester tells. */
  readonly isOwn: (asked: Asked, node: string) => boolean;
  /** `one`: a second key is somebody else's. `any`: the requester has shown already who it is. */
  readonly keys: "one" | "any";
  readonly rules: Rules<Node>;
}

/** All kinds of requests that the gates of a distribution decide on. */
export type RequestKinds<Kind extends string, Node extends JoiningNode> = Readonly<
  Record<Kind, RequestKind<Node>>
>;

/** Whether a request asks for a certificate in the node's name. */
export function namesNode({ contents }: Asked, node: string): boolean {
  return contents?.subject.includes(`CN=${identityOf(node)}`) === true;
}

/**
 * Upstream nodes: their first client certificate. What the node's bootstrap user asks for besides, and what anybody else
 * asks for in the node's name, is judged by the same rules; the controller manager decides on renewals.
 */
export const kubernetesKinds = {
  client: {
    concerns: (asked, node) => {
      const { username } = asked.request.spec;
      return username !== identityOf(node) && (username === bootstrapUserOf(node) || namesNode(asked, node));
    },
    isOwn: ({ request: { spec } }, node) => spec.username === bootstrapUserOf(node),
    keys: "one",
    rules,
  },
} as const satisfies RequestKinds<"client", JoiningNode>;
