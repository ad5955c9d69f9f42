import { expectedWorkloads, type MicroshiftKind, workloads } from "../../../../checks/microshift/workloads";

const single: MicroshiftKind = {
  version: "4.21",
  networkPlugin: "ovn",
  addOns: [],
  highlyAvailable: false,
};
const base = [
  "ovnkube-master",
  "ovnkube-node",
  "service-ca",
  "dns-default",
  "node-resolver",
  "router-default",
  "csi-snapshot-controller",
];

function namesOf(kind: Partial<MicroshiftKind>): readonly string[] {
  return expectedWorkloads({ ...single, ...kind }).map(({ name }) => name);
}

describe("the workloads that MicroShift brings", () => {
  it("are those of the network, of DNS, of the router and of snapshots", () => {
    expect(namesOf({})).toEqual(base);
  });

  it("have judged snapshots by a webhook in 4.15 alone", () => {
    expect(namesOf({ version: "4.15" })).toEqual([...base, "csi-snapshot-webhook"]);
    expect(namesOf({ version: "4.16" })).toEqual(base);
  });

  it("are kindnet's where the network is, and nothing of OVN then", () => {
    expect(namesOf({ networkPlugin: "kindnet" })).toEqual(["kube-kindnet-ds", ...base.slice(2)]);
  });

  it("are more with add-ons", () => {
    expect(namesOf({ addOns: ["olm", "gitops"] }).slice(base.length)).toEqual([
      "catalog-operator",
      "olm-operator",
      "argocd-redis",
      "argocd-repo-server",
      "argocd-application-controller",
    ]);
  });

  it("are kube-vip's besides where the cluster is highly available", () => {
    expect(namesOf({ highlyAvailable: true }).slice(base.length)).toEqual([
      "kube-vip",
      "kube-vip-cloud-controller",
    ]);
  });

  it("are fewer where the configuration leaves the router or snapshots out", () => {
    const removed = { ingress: { status: "Removed" }, storage: { optionalCsiComponents: ["none"] } };
    expect(namesOf({ settings: removed })).toEqual(base.slice(0, 5));
    expect(namesOf({ settings: { ingress: { status: "Managed" }, storage: "" } })).toEqual(base);
  });

  it("are plain data, as a gate's input must be, with why each is waited for", () => {
    const all = expectedWorkloads({ ...single, addOns: ["olm", "gitops"], highlyAvailable: true });
    expect(JSON.parse(JSON.stringify(all))).toEqual(all);
    for (const { why } of all) expect(why.length).toBeGreaterThan(20);
  });

  it("are each in the table once", () => {
    const keys = workloads.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
