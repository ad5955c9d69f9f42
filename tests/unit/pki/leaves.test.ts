import { plannedLeaves } from "../../../pki/leaves";
import { planOf } from "../../support/plan";

const plan = planOf({ controlPlanes: 1, workers: 1, certificateDays: { leaf: 90, admin: 7 } });
const leafOf = (name: string) => plannedLeaves(plan).find((leaf) => leaf.name === name);

describe("the leaves of a plan", () => {
  it("come in the order in which the boot needs them, machine by machine", () => {
    expect(plannedLeaves(plan).map(({ name }) => name)).toEqual([
      "bootstrap/etcd-server",
      "bootstrap/etcd-peer",
      "bootstrap/apiserver-etcd-client",
      "bootstrap/apiserver",
      "bootstrap/apiserver-kubelet-client",
      "bootstrap/front-proxy-client",
      "bootstrap/kube-controller-manager",
      "bootstrap/kube-scheduler",
      "bootstrap/bootstrap-pivot",
      "break-glass",
      "admin",
      "provisioner",
      "etcd-operator",
      "master-0/etcd-server",
      "master-0/etcd-peer",
      "master-0/apiserver-etcd-client",
      "master-0/apiserver",
      "master-0/apiserver-kubelet-client",
      "master-0/front-proxy-client",
      "master-0/kube-controller-manager",
      "master-0/kube-scheduler",
      "master-0/kubelet-serving",
      "master-0/kubelet-bootstrap",
      "worker-0/kubelet-serving",
      "worker-0/kubelet-bootstrap",
    ]);
  });

  it("are those of the table, applied to their holder", () => {
    expect(leafOf("worker-0/kubelet-serving")).toEqual({
      name: "worker-0/kubelet-serving",
      holder: plan.workers[0],
      authority: "kubelet-serving",
      purpose: "server",
      subject: { commonName: "system:node:worker-0", organization: "system:nodes" },
      sans: { dns: ["worker-0", "worker-0.dev.hardway.internal"], ip: ["10.90.0.21"] },
      days: 90,
    });
  });

  it("have no names where their purpose is to dial alone", () => {
    const clients = plannedLeaves(plan).filter(({ purpose }) => purpose === "client");
    expect(clients).not.toEqual([]);
    for (const { sans } of clients) expect(sans).toEqual({ dns: [], ip: [] });
  });

  it("of administrators are valid for fewer days", () => {
    expect([leafOf("admin"), leafOf("break-glass"), leafOf("provisioner")].map((leaf) => leaf?.days)).toEqual(
      [7, 7, 90],
    );
  });

  it("give the load balancer none, for it passes TLS through", () => {
    expect(plannedLeaves(plan).filter(({ holder }) => holder?.role === "loadBalancer")).toEqual([]);
  });
});
