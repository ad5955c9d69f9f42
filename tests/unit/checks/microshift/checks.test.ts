import type {
  MicroshiftCheck,
  MicroshiftCluster,
  PlannedMicroshift,
} from "../../../../checks/microshift/check";
import { microshiftChecks } from "../../../../checks/microshift/checks";
import { oddControlPlanes } from "../../../../checks/microshift/control-plane-count";
import { etcdAgrees } from "../../../../checks/microshift/etcd-agreement";
import { kubeVipEverywhere, loadBalancersHaveAddresses } from "../../../../checks/microshift/kube-vip";
import { ovnRaftAgrees } from "../../../../checks/microshift/ovn-raft";
import { controlPlanesServe, virtualAddressAnswers } from "../../../../checks/microshift/api-servers";
import { workloadsRolledOut } from "../../../../checks/microshift/rolled-out";
import { kubeVip, ovnMaster } from "../../../../checks/microshift/workloads";
import {
  controlPlanes,
  dns,
  pathOf,
  putPod,
  putPodsOfControlPlanes,
  putWorkload,
  StandInOvn,
  virtualAddress,
  waitingFor,
  worker,
} from "../../../support/microshift-cluster";
import { StandInApi, type Stored } from "../../../support/stand-in-api";
import { putNode } from "../../gates/openshift/cluster";

const [first = worker, second = worker, third = worker] = controlPlanes;
let api: StandInApi;
let ovn: StandInOvn;

beforeEach(() => {
  api = new StandInApi();
  ovn = new StandInOvn({ leader: first.name, servers: controlPlanes }, controlPlanes);
  putPodsOfControlPlanes(api, controlPlanes);
});

const planned: PlannedMicroshift = {
  controlPlanes,
  workers: [worker],
  etcdMembers: controlPlanes,
  virtualAddress,
  workloads: [ovnMaster, dns],
};

function find(
  check: MicroshiftCheck,
  plan: Partial<PlannedMicroshift> = {},
  unplanned: MicroshiftCluster["unplanned"] = "a fault",
) {
  const cluster: MicroshiftCluster = {
    plan: { ...planned, ...plan },
    kubernetes: api.kubernetes,
    etcd: api.send,
    exec: ovn.exec,
    unplanned,
  };
  return check.probe(cluster);
}

function applying(plan: Partial<PlannedMicroshift>): readonly string[] {
  return microshiftChecks.filter(({ appliesTo }) => appliesTo({ ...planned, ...plan })).map(({ id }) => id);
}

describe("the checks of MicroShift", () => {
  it("have each an id of its own and say why they matter", () => {
    expect(new Set(microshiftChecks.map(({ id }) => id)).size).toBe(microshiftChecks.length);
    for (const { id, why, sentence } of microshiftChecks) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(why.length).toBeGreaterThan(20);
      expect(sentence).not.toMatch(/\.$/);
    }
  });

  it("all apply to a highly available cluster with OVN, and few to a single node", () => {
    expect(applying({})).toHaveLength(microshiftChecks.length);
    const single = { controlPlanes: [first], workers: [], etcdMembers: [], virtualAddress: null };
    expect(applying(single)).toEqual(["api-servers-ready", "nodes-ready", "workloads"]);
  });

  it("do not ask for OVN's databases where the network is another", () => {
    expect(applying({ workloads: [dns] })).not.toContain("ovn-raft");
  });
});

describe("the API servers", () => {
  it("are all ready, and the one that is not is named", async () => {
    for (const { address } of controlPlanes) api.readiness(`https://${address}:6443`, 200);
    expect(await find(controlPlanesServe)).toEqual({ level: "ok", detail: "3 API servers" });
    api.readiness(`https://${second.address}:6443`, 500);
    api.answers.delete(`https://${third.address}:6443/readyz`);
    expect((await find(controlPlanesServe)).detail).toBe(
      "that of node-2 is not ready: etcd; that of node-3: connection refused",
    );
  });

  it("are reached at the virtual address", async () => {
    expect((await find(virtualAddressAnswers)).detail).toBe("that at 10.89.0.100: connection refused");
    api.readiness(`https://${virtualAddress}:6443`, 200);
    expect(await find(virtualAddressAnswers)).toEqual({ level: "ok", detail: virtualAddress });
  });
});

describe("etcd's members", () => {
  function say(address: string, header: Stored): void {
    api.answer(`https://${address}:2379/v3/maintenance/status`, { header: { member_id: "1", ...header } });
  }

  it("are one cluster that has the same data", async () => {
    for (const { address } of controlPlanes) say(address, { cluster_id: "7", revision: "1200" });
    expect(await find(etcdAgrees)).toEqual({ level: "ok", detail: "3 members, at revision 1200 or later" });
  });

  it("are not where one has begun a cluster of its own: a split brain", async () => {
    for (const { address } of [first, second]) say(address, { cluster_id: "10", revision: "1200" });
    say(third.address, { cluster_id: "255", revision: "4" });
    expect(await find(etcdAgrees)).toEqual({
      level: "failure",
      detail: "split brain: node-1 is in a, node-2 is in a, node-3 is in ff",
    });
  });

  it("are not where one stays behind what another has had", async () => {
    for (const { address } of [first, second]) say(address, { cluster_id: "7", revision: "1200" });
    say(third.address, { cluster_id: "7", revision: "1100" });
    expect((await find(etcdAgrees)).detail).toBe("node-3 is at revision 1100, and another is at 1200");
  });
});

describe("OVN's databases", () => {
  it("list the control planes everywhere", async () => {
    expect(await find(ovnRaftAgrees)).toEqual({ level: "ok", detail: "3 servers of each database" });
  });

  it("are in a split brain where a server is in another cluster, and it is named so", async () => {
    ovn.raft.set(third.name, { cluster: "d2d2", leader: third.name, servers: [third] });
    const { level, detail } = await find(ovnRaftAgrees);
    expect(level).toBe("failure");
    expect(detail).toMatch(
      /^OVN_Northbound: split brain: node-1 is in c1c1 .*, node-2 is in c1c1 .*, node-3 is in d2d2 .*; OVN_Southbound: split brain/,
    );
  });

  it("do not agree where one lists a server that has gone, or does not list one that came", async () => {
    const gone = { name: "node-9", address: "10.89.0.19" };
    ovn.raft.set(second.name, { leader: first.name, servers: [first, second, gone] });
    expect((await find(ovnRaftAgrees)).detail).toMatch(
      /^OVN_Northbound: node-2 does not list node-3; .*; OVN_Northbound: lists 10\.89\.0\.19, which is no control plane/,
    );
  });

  it("may list one that leaves at the end of an up", async () => {
    const leaving = { name: "node-9", address: "10.89.0.19" };
    for (const { name } of controlPlanes)
      ovn.raft.set(name, { leader: leaving.name, servers: [...controlPlanes, leaving] });
    expect((await find(ovnRaftAgrees)).level).toBe("failure");
    expect((await find(ovnRaftAgrees, {}, "leaving")).level).toBe("warning");
  });

  it("have one leader", async () => {
    ovn.raft.set(second.name, { leader: second.name, servers: controlPlanes });
    expect((await find(ovnRaftAgrees)).detail).toMatch(/node-1 and node-2 lead/);
    for (const { name } of controlPlanes) ovn.raft.set(name, { leader: "x", servers: controlPlanes });
    expect((await find(ovnRaftAgrees)).detail).toMatch(/nobody leads/);
  });

  it("are named where a control plane has none, or its server says nothing", async () => {
    putPod(api, ovnMaster, second.name, waitingFor("nbdb", "CrashLoopBackOff"));
    ovn.raft.delete(third.name);
    expect((await find(ovnRaftAgrees)).detail).toMatch(
      /node-2: no pod of ovnkube-master runs; OVN_Northbound: node-3: no server in/,
    );
  });
});

describe("kube-vip", () => {
  it("is ready on every control plane", async () => {
    expect(await find(kubeVipEverywhere)).toEqual({ level: "ok", detail: "ready on 3 control planes" });
  });

  it("is named with what it waits for where it is not", async () => {
    putPod(api, kubeVip, second.name, waitingFor("kube-vip", "ErrImagePull", "no such host"));
    expect(await find(kubeVipEverywhere)).toEqual({
      level: "failure",
      detail: "no ready kube-vip on node-2 (container kube-vip ErrImagePull: no such host)",
    });
  });

  it("may be missing as a whole", async () => {
    api.objects.delete(pathOf(kubeVip));
    expect((await find(kubeVipEverywhere)).detail).toBe("DaemonSet kube-vip/kube-vip is not there yet");
  });
});

describe("Services of type LoadBalancer", () => {
  const range = { first: "10.89.0.101", last: "10.89.0.199" };

  function put(...services: readonly (readonly [name: string, ip?: string])[]): void {
    api.objects.set("/api/v1/services", {
      items: [
        { metadata: { namespace: "default", name: "kubernetes" }, spec: { type: "ClusterIP" } },
        ...services.map(([name, ip]) => ({
          metadata: { namespace: "default", name },
          spec: { type: "LoadBalancer" },
          status: { loadBalancer: ip === undefined ? {} : { ingress: [{ ip }] } },
        })),
      ],
    });
  }

  it("have an address of the range, the first and the last included", async () => {
    put(["a", range.first], ["b", range.last]);
    expect(await find(loadBalancersHaveAddresses, { loadBalancerRange: range })).toEqual({
      level: "ok",
      detail: "2 Services",
    });
  });

  it("are named where they have none, or one that is not theirs to have", async () => {
    put(["a"], ["b", "10.89.0.200"], ["c", "10.89.0.100"]);
    expect((await find(loadBalancersHaveAddresses, { loadBalancerRange: range })).detail).toBe(
      "default/a has none; default/b has 10.89.0.200, outside of 10.89.0.101-10.89.0.199; default/c has 10.89.0.100, outside of 10.89.0.101-10.89.0.199",
    );
  });

  it("have one of the range that the cluster itself is told where the plan says none", async () => {
    put(["a", "10.89.0.200"]);
    const data = { "range-global": "10.89.0.101-10.89.0.199" };
    api.objects.set("/api/v1/namespaces/kube-system/configmaps/kubevip", { data });
    expect((await find(loadBalancersHaveAddresses)).detail).toMatch(
      /^default\/a has 10\.89\.0\.200, outside/,
    );
  });
});

describe("the number of control planes", () => {
  it.each([
    [2, "warning", "2, of which none may fail"],
    [3, "ok", "3, of which 1 may fail"],
    [4, "warning", "4, of which 1 may fail"],
  ])("of %i is a %s", async (count, level, detail) => {
    const some = Array.from({ length: count }, () => first);
    expect(await find(oddControlPlanes, { controlPlanes: some })).toEqual({ level, detail });
  });
});

describe("the workloads", () => {
  it("are rolled out, or those that are not are told of", async () => {
    expect(await find(workloadsRolledOut)).toEqual({
      level: "failure",
      detail: "DaemonSet openshift-dns/dns-default is not there yet",
    });
    putWorkload(api, dns);
    expect(await find(workloadsRolledOut)).toEqual({ level: "ok", detail: "2 workloads" });
  });

  it("are not waited for on nodes that leave at the end of an up, which may be off", async () => {
    putWorkload(api, dns);
    putWorkload(api, ovnMaster, { desired: 4, available: 3 });
    putPod(api, ovnMaster, "node-9", waitingFor("nbdb", "ContainerCreating"));
    expect((await find(workloadsRolledOut)).level).toBe("failure");
    expect(await find(workloadsRolledOut, {}, "leaving")).toMatchObject({
      level: "warning",
      detail: expect.stringMatching(
        /^on nodes that leave at the end of this up: DaemonSet openshift-ovn/,
      ) as string,
    });
  });

  it("warn of pods that lag on workers", async () => {
    putNode(api, worker.name, { roles: ["worker"] });
    putWorkload(api, dns, { desired: 1, available: 0 });
    putPod(api, dns, worker.name, waitingFor("dns", "CrashLoopBackOff", "unready"));
    const { level, detail } = await find(workloadsRolledOut);
    expect(level).toBe("warning");
    expect(detail).toMatch(/^pods on workers lag: DaemonSet openshift-dns\/dns-default has 0 of 1/);
  });
});
