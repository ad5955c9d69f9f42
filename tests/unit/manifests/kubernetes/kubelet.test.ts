import { nodeKubelet, standaloneKubelet } from "../../../../manifests/kubernetes/kubelet";
import { testBundle } from "../../../support/keys";
import { planOf } from "../../../support/plan";
import { fileAt, first, unitAt } from "../rendered";

const plan = planOf({ controlPlanes: 1, workers: 1 });
const bundle = testBundle(plan);

describe("the bootstrap machine's kubelet", () => {
  const part = standaloneKubelet(plan);

  it("knows no API and holds no credential", () => {
    expect(unitAt(part, "kubelet.service")).not.toContain("kubeconfig");
    expect(part.files?.map(({ path }) => path)).toEqual(["/etc/kubernetes/kubelet/config.yaml"]);
  });

  it("talks to its own machine alone", () => {
    expect(unitAt(part, "kubelet.service")).toContain("IPAddressDeny=any\nIPAddressAllow=localhost\n");
  });
});

describe("a node's kubelet", () => {
  const part = nodeKubelet(plan, bundle, first(plan.workers));
  const unit = unitAt(part, "kubelet.service");

  it("asks for its certificate through the load balancer, with the leaf of its node", () => {
    const kubeconfig = fileAt(part, "/etc/kubernetes/kubelet/bootstrap.kubeconfig");
    expect(kubeconfig.mode).toBe(0o600);
    expect(kubeconfig.contents).toContain("server: https://10.90.0.5:6443");
    expect(kubeconfig.contents).toContain("name: kubelet-bootstrap");
  });

  it("measures its containers less often where the processor is emulated", () => {
    const emulated = planOf({ workers: 1, platform: "libvirt", libvirt: { domainType: "qemu" } });
    const slow = nodeKubelet(emulated, testBundle(emulated), first(emulated.workers));
    expect(unitAt(slow, "kubelet.service")).toContain("--housekeeping-interval=300s");
    expect(unit).not.toContain("housekeeping");
  });

  it("keeps what it is given on the machine's volume, where it outlives a restart", () => {
    expect(unit).toContain("--kubeconfig=/var/lib/kubelet/kubeconfig");
  });

  it("has an address of each family, and is heard from the networks of both", () => {
    const dual = planOf({ addressFamily: "dual", controlPlanes: 1, workers: 1 });
    const both = unitAt(nodeKubelet(dual, testBundle(dual), first(dual.workers)), "kubelet.service");
    expect(both).toContain("--node-ip=10.90.0.21,fd90::21");
    expect(both).toContain("IPAddressAllow=localhost 10.90.0.0/24 fd90::/64 10.244.0.0/16 fd42::/48\n");
  });

  it("has the address of the plan, whatever else the machine has", () => {
    expect(unit).toContain("--node-ip=10.90.0.21");
  });

  it("talks to the machines and pods of the cluster, and to no other address (CIS 4.2.15)", () => {
    expect(unit).toContain("IPAddressDeny=any\nIPAddressAllow=localhost 10.90.0.0/24 10.244.0.0/16\n");
  });

  it("serves with the certificate that was made by hand", () => {
    expect(fileAt(part, "/etc/kubernetes/kubelet/server.crt").contents).toBe(
      bundle.leaves["worker-0/kubelet-serving"]?.certificatePem,
    );
  });

  it("starts after the container runtime and the node's network, and is restarted for ever", () => {
    expect(unit).toContain("Requires=containerd.service node-network.service");
    expect(unit).toContain("StartLimitIntervalSec=0");
    expect(unit).toContain("Restart=always");
  });
});
