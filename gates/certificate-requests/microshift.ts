import { namesNode, type RequestKinds } from "./kinds";
import { openshiftKinds, type ServingNode } from "./openshift";
import { differs, type Rules, rules } from "./rules";

/** With whom a joining node asks: the admin's kubeconfig of another one, which is what `microshift add-node` is given. */
const admin = { user: "system:admin", groups: ["system:authenticated", "system:masters"] } as const;

/** What the request for a client certificate must be (facts: microshift.md, B9). */
export const clientRules = {
  need: {
    why: "whoever is Ready has its certificate, and asks for another as itself",
    deviation: (_, { joined }) => (joined ? "the node is Ready and has its certificate" : undefined),
  },
  time: rules.time,
  signer: rules.signer,
  requester: {
    why: "a joining node has the admin's kubeconfig, and nobody else's",
    deviation: ({ request: { spec } }) => differs("requester", [spec.username ?? ""], [[admin.user]]),
  },
  groups: {
    why: "the groups are the admin's own; with others the requester is somebody else",
    deviation: ({ request: { spec } }) => differs("requester's groups", spec.groups ?? [], [admin.groups]),
  },
  usages: rules.usages,
  period: rules.period,
  form: rules.form,
  subject: rules.subject,
  extensions: rules.extensions,
  key: rules.key,
} as const satisfies Rules<ServingNode>;

/**
 * The nodes of MicroShift, which make their certificates themselves from an authority that they have, so that mostly there
 * is no request at all; of those that there are, the controller manager approves what the admin asks for, too. A request is
 * a node's by its subject: all ask in one name before they are nodes.
 */
export const microshiftKinds = {
  client: {
    concerns: openshiftKinds.client.concerns,
    isOwn: (asked, node) => asked.request.spec.username === admin.user && namesNode(asked, node),
    keys: "one",
    rules: clientRules,
  },
  serving: openshiftKinds.serving,
} as const satisfies RequestKinds<"client" | "serving", ServingNode>;
