import { authorities, type AuthorityName, leaves } from "../../../../pki/certificates/kubernetes";
import { plannedLeaves } from "../../../../pki/leaves";
import { planOf } from "../../../support/plan";

const planned = plannedLeaves(planOf());
const signedBy = (authority: AuthorityName) =>
  Object.entries(leaves)
    .filter(([, leaf]) => leaf.authority === authority)
    .map(([name]) => name);

describe("the table of authorities", () => {
  it.each(Object.entries(authorities))("says of %s why it is apart from the others", (_, { why }) => {
    expect(why.length).toBeGreaterThan(40);
  });

  it("has one for each kind of trust, with a name of its own", () => {
    const names = Object.values(authorities).map(({ commonName }) => commonName);
    expect(names).toEqual([
      "etcd-ca",
      "kubernetes-ca",
      "kubelet-client-ca",
      "kubelet-serving-ca",
      "front-proxy-ca",
    ]);
  });

  it("keeps etcd's clients under an authority that signs for etcd alone", () => {
    expect(signedBy("etcd")).toEqual(["etcd-server", "etcd-peer", "apiserver-etcd-client", "etcd-operator"]);
  });

  it("keeps the front proxy, whose clients may claim to be anyone, to its one client", () => {
    expect(signedBy("front-proxy")).toEqual(["front-proxy-client"]);
  });

  it("keeps kubelets' serving certificates apart, so that none can stand for an API server", () => {
    expect(signedBy("kubelet-serving")).toEqual(["kubelet-serving"]);
  });

  it("leaves the authority whose key is on machines to kubelets' own requests", () => {
    expect(signedBy("kubelet-client")).toEqual([]);
  });
});

describe("the table of leaves", () => {
  it.each(Object.entries(leaves))("says of %s why it is there", (_, { why }) => {
    expect(why.length).toBeGreaterThan(40);
  });

  it("gives both usages to etcd alone, whose members dial each other", () => {
    const peers = Object.entries(leaves).filter(([, { purpose }]) => purpose === "peer");
    expect(peers.map(([name]) => name)).toEqual(["etcd-server", "etcd-peer"]);
  });

  it("puts the break-glass certificate alone into system:masters, which no authorization can restrain", () => {
    const masters = planned.filter(({ subject }) => subject.organization === "system:masters");
    expect(masters.map(({ name }) => name)).toEqual(["break-glass"]);
  });

  it("gives nobody by hand what a kubelet is to get by request: the user of a node under a client authority", () => {
    const nodes = planned.filter(
      ({ subject, purpose }) => subject.organization === "system:nodes" && purpose !== "server",
    );
    expect(nodes).toEqual([]);
  });

  it("gives each node a bootstrap user of its own, so that a request has one author", () => {
    const users = planned
      .filter(({ name }) => name.endsWith("/kubelet-bootstrap"))
      .map(({ subject }) => subject);
    expect(users).toContainEqual({
      commonName: "system:bootstrap:worker-1",
      organization: "system:bootstrappers",
    });
    expect(new Set(users.map(({ commonName }) => commonName)).size).toBe(5);
  });

  it("gives administrators' certificates fewer days than those of machines", () => {
    const brief = Object.entries(leaves).filter(([, { validity }]) => validity === "admin");
    expect(brief.map(([name]) => name)).toEqual(["break-glass", "admin"]);
  });

  it("keeps each common name within the 64 characters of X.509", () => {
    expect(planned.filter(({ subject }) => subject.commonName.length > 64)).toEqual([]);
  });
});
