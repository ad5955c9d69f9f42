import { organizationsOf } from "../../../pki/spec";
import { compilerErrors } from "../../support/compile";

/** A table with one entry, as a module of its own. */
function tableWith(entry: string): string {
  return `
    import type { AuthorityName } from "./pki/certificates/kubernetes";
    import type { LeafSpec } from "./pki/spec";
    import { kubeletSans } from "./topology/sans";
    const subject = () => ({ commonName: "test" });
    export const leaves = { test: { subject, validity: "leaf", why: "a test", ${entry} } } as const satisfies
      Record<string, LeafSpec<AuthorityName>>;
  `;
}

/** The same for OpenShift. */
function openshiftTableWith(entry: string): string {
  return `
    import type { OpenshiftLeafSpec } from "./pki/certificates/openshift";
    import { loadBalancerSans } from "./topology/openshift/sans";
    const subject = () => ({ commonName: "test" });
    export const leaves = { test: { subject, validity: "day", why: "a test", ${entry} } } as const satisfies
      Record<string, OpenshiftLeafSpec>;
  `;
}

const errors = compilerErrors({
  openshift: openshiftTableWith(
    `authority: "root-ca", holder: "bootstrap", purpose: "server", sans: (_, plan) => loadBalancerSans(plan)`,
  ),
  openshiftClientWithSans: openshiftTableWith(
    `authority: "root-ca", holder: "operator", purpose: "client", sans: (_, plan) => loadBalancerSans(plan)`,
  ),
  openshiftUnknownAuthority: openshiftTableWith(`authority: "etcd", holder: "operator", purpose: "client"`),
  openshiftUnknownPeriod: openshiftTableWith(
    `authority: "root-ca", holder: "operator", purpose: "client", validity: "leaf"`,
  ),
  openshiftNode: openshiftTableWith(`authority: "root-ca", holder: "node", purpose: "client"`),
  client: tableWith(`authority: "etcd", holder: "operator", purpose: "client"`),
  server: tableWith(`authority: "kubelet-serving", holder: "node", purpose: "server", sans: kubeletSans`),
  clientWithSans: tableWith(`authority: "etcd", holder: "node", purpose: "client", sans: kubeletSans`),
  serverWithoutSans: tableWith(`authority: "etcd", holder: "node", purpose: "server"`),
  severalPurposes: tableWith(
    `authority: "etcd", holder: "node", purpose: ["client", "server"], sans: kubeletSans`,
  ),
  unknownAuthority: tableWith(`authority: "etdc", holder: "operator", purpose: "client"`),
  unknownHolder: tableWith(`authority: "etcd", holder: "worker", purpose: "client"`),
  unknownValidity: tableWith(`authority: "etcd", holder: "operator", purpose: "client", validity: "forever"`),
  machineOfOperators: tableWith(
    `authority: "etcd", holder: "operator", purpose: "client", subject: (holder) => ({ commonName: holder.name })`,
  ),
  podNetworkOfBootstrap: tableWith(
    `authority: "etcd", holder: "bootstrap", purpose: "client", subject: (holder) => ({ commonName: holder.podNetwork })`,
  ),
});

describe("the organizations of a subject", () => {
  it("are none, one or several", () => {
    const subjects = [{}, { organization: "one" }, { organization: ["one", "two"] }];
    expect(subjects.map((subject) => organizationsOf({ commonName: "user", ...subject }))).toEqual([
      [],
      ["one"],
      ["one", "two"],
    ]);
  });
});

describe("the compiler", () => {
  it("accepts an entry of the certificate table that is complete", () => {
    expect(errors.get("client")).toEqual([]);
    expect(errors.get("server")).toEqual([]);
    expect(errors.get("openshift")).toEqual([]);
  });

  it.each([
    ["a client leaf that has SANs", "clientWithSans", /sans/],
    ["a server leaf without SANs", "serverWithoutSans", /sans/],
    ["a leaf with a list of purposes", "severalPurposes", /"client" \| "server" \| "peer"|readonly \[/],
    ["a leaf of an unknown authority", "unknownAuthority", /"etdc"/],
    ["a leaf for an unknown kind of holder", "unknownHolder", /"worker"/],
    ["a leaf that is valid for an unknown time", "unknownValidity", /"forever"/],
    ["an operators' leaf that is named for a machine", "machineOfOperators", /undefined/],
    [
      "a bootstrap machine's leaf that is named for what only nodes have",
      "podNetworkOfBootstrap",
      /podNetwork/,
    ],
    ["a client leaf of OpenShift that has SANs", "openshiftClientWithSans", /sans/],
    ["a leaf of OpenShift under another table's authority", "openshiftUnknownAuthority", /"etcd"/],
    ["a leaf of OpenShift that is valid for another table's time", "openshiftUnknownPeriod", /"leaf"/],
    ["a leaf of OpenShift for a node, which gets its own by request", "openshiftNode", /"node"/],
  ])("refuses %s", (_, name, reason) => {
    expect(errors.get(name)?.join("\n")).toMatch(reason);
  });
});
