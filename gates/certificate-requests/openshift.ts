import { canonicalAddress } from "../../topology/network";
import { nodeSigners } from "../../topology/node-signers";
import { nodeBootstrapper } from "../../topology/openshift/node-bootstrapper";
import { namesNode, type RequestKinds } from "./kinds";
import { differs, identityOf, type JoiningNode, rules, type Rules } from "./rules";

/** A node whose kubelet asks for its serving certificate as well. */
export interface ServingNode extends JoiningNode {
  /** All names and addresses that the plan gives it, in the form of a request's. */
  readonly sans: readonly string[];
}

/** What the plan says of a machine that becomes a node. */
export interface NamedMachine {
  readonly name: string;
  readonly address: string;
  /** Its name under the cluster's domain, by which its kubelet may call it. */
  readonly fqdn?: string | undefined;
  /** All of its addresses, where it has more than the one. */
  readonly addresses?: readonly string[] | undefined;
}

/** What the first is asked for is decided on by the controller manager where a node renews its own certificate. */
const { client: clientSigner, serving: servingSigner } = nodeSigners;

/** What kubelets ask for: without key encipherment for an ECDSA key, with it for an RSA key. */
const servingUsages: readonly (readonly string[])[] = [
  ["digital signature", "server auth"],
  ["digital signature", "key encipherment", "server auth"],
];

/** What the request for a first client certificate must be; the rows that are upstream's say so (facts: 9.3). */
export const clientRules = {
  need: {
    why: "whoever is registered has its certificate, and renews it as itself",
    deviation: (_, { joined }) => (joined ? "the node is registered and has its certificate" : undefined),
  },
  time: rules.time,
  signer: rules.signer,
  requester: {
    why: "machines have the credentials of this service account, and nobody else who asks for a first certificate",
    deviation: ({ request: { spec } }) =>
      differs("requester", [spec.username ?? ""], [[nodeBootstrapper.user]]),
  },
  groups: {
    why: "whoever has more rights than a machine that has not joined is none",
    deviation: ({ request: { spec } }) =>
      differs("requester's groups", spec.groups ?? [], [
        ["system:authenticated", ...nodeBootstrapper.groups],
      ]),
  },
  usages: rules.usages,
  period: rules.period,
  form: rules.form,
  subject: rules.subject,
  extensions: rules.extensions,
  key: rules.key,
} as const satisfies Rules<ServingNode>;

/** What the request for a serving certificate must be (facts: openshift-hard-way.md, 9.3). */
export const servingRules = {
  time: rules.time,
  signer: {
    why: "the signer's certificates are trusted by who calls kubelets, and by nobody else",
    deviation: ({ request: { spec } }) => differs("signer", [spec.signerName], [[servingSigner]]),
  },
  requester: {
    why: "a node asks as itself, by its client certificate, and so for no other node",
    deviation: ({ request: { spec } }, { name }) =>
      differs("requester", [spec.username ?? ""], [[identityOf(name)]]),
  },
  groups: {
    why: "whoever has more rights than a node is none",
    deviation: ({ request: { spec } }) =>
      differs("requester's groups", spec.groups ?? [], [["system:authenticated", "system:nodes"]]),
  },
  usages: {
    why: "the certificate is shown to who calls the kubelet, and never to the API",
    deviation: ({ request: { spec } }) => differs("usages", spec.usages ?? [], servingUsages),
  },
  period: rules.period,
  form: rules.form,
  subject: rules.subject,
  extensions: {
    why: "a serving certificate has alternative names, and is no authority",
    deviation: ({ contents }) => contents && differs("extensions", contents.extensions, [["subjectAltName"]]),
  },
  names: {
    why: "whoever answers for a name or an address of another machine is taken for that machine",
    deviation: ({ contents }, { sans }) => contents && beyond(contents.sans, sans),
  },
} as const satisfies Rules<ServingNode>;

/**
 * The nodes of OpenShift: their first client certificate and every serving certificate. On platform None there are no
 * Machines by which the cluster's own approver could tell a node, so the gates decide as it would, by the plan. All
 * machines ask in one name before they are nodes: a request is a node's by its subject.
 */
export const openshiftKinds = {
  client: {
    concerns: (asked, node) =>
      asked.request.spec.username !== identityOf(node) &&
      asked.request.spec.signerName !== servingSigner &&
      namesNode(asked, node),
    isOwn: (asked, node) =>
      asked.request.spec.username === nodeBootstrapper.user &&
      asked.request.spec.signerName === clientSigner &&
      namesNode(asked, node),
    keys: "one",
    rules: clientRules,
  },
  serving: {
    concerns: (asked, node) => {
      const { username, signerName } = asked.request.spec;
      if (username === identityOf(node)) return signerName !== clientSigner;
      return signerName === servingSigner && namesNode(asked, node);
    },
    isOwn: ({ request: { spec } }, node) =>
      spec.username === identityOf(node) && spec.signerName === servingSigner,
    keys: "any",
    rules: servingRules,
  },
} as const satisfies RequestKinds<"client" | "serving", ServingNode>;

/** All names and addresses that the plan gives a machine, in the form of a request's. */
export function sansOf({ name, address, fqdn, addresses = [] }: NamedMachine): readonly string[] {
  const names = [name, ...(fqdn === undefined ? [] : [fqdn])].map((each) => `DNS:${each}`);
  return [...names, ...[address, ...addresses].map((each) => `IP:${canonicalAddress(each)}`)];
}

/** How the names that are asked for go beyond the plan's: one too many is denied, and none at all is worth nothing. */
function beyond(asked: readonly string[], planned: readonly string[]): string | undefined {
  const strange = asked.filter((name) => !planned.includes(name));
  if (strange.length > 0) return `names ${strange.join(" + ")}, expected of ${planned.join(" + ")}`;
  return asked.length === 0 ? `names none, expected of ${planned.join(" + ")}` : undefined;
}
