import { ovnMaster } from "../../../../checks/microshift/workloads";
import { joinMicroshift, leaveMicroshift, type MicroshiftJoin } from "../../../../gates/microshift/join";
import { untimed } from "../../../support/gate-context";
import {
  controlPlanes,
  putPodsOfControlPlanes,
  putWorkload,
  StandInOvn,
  worker,
} from "../../../support/microshift-cluster";
import type { StandInApi } from "../../../support/stand-in-api";
import {
  clusterWhere,
  etcdOf,
  type Happening,
  type ListedMember,
  putMembers,
  putMemberStatus,
  putNode,
} from "../openshift/cluster";

const [first = worker, second = worker, third = worker] = controlPlanes;
const before = [first, second];
const roles = ["control-plane", "master", "worker"];

type Joining = Pick<MicroshiftJoin, "node" | "joinAs">;
const joining: Joining = { node: { ...third, role: "controlPlane" }, joinAs: "voter" };

/** Two control planes with their databases, of which nothing is amiss. */
function cluster(api: StandInApi): void {
  for (const { name } of before) putNode(api, name, { roles });
  putPodsOfControlPlanes(api, before);
  listMembers(before)(api);
  for (const { address } of before) putMemberStatus(api, address);
}

function listMembers(members: readonly ListedMember[]) {
  return (api: StandInApi): void => {
    putMembers(api, before, members);
  };
}

/** The machine's own programs are up. */
function started(api: StandInApi): void {
  putMemberStatus(api, third.address);
  api.readiness(`https://${third.address}:6443`, 200);
  putNode(api, third.name, { roles });
}

function accessTo(
  api: StandInApi,
  ovn = new StandInOvn({ leader: "node-1", servers: controlPlanes }, before),
) {
  return { kubernetes: api.kubernetes, etcd: etcdOf(api, before), exec: ovn.exec };
}

function join(input: Joining, ...happenings: readonly Happening[]) {
  const { api, gate } = clusterWhere([0, cluster], ...happenings);
  const lines = (): readonly string[] => gate.lines.map(untimed);
  return { api, lines, joined: joinMicroshift(gate, { ...input, ...accessTo(api) }) };
}

describe("the join of a control plane of MicroShift", () => {
  it("ends when etcd votes, the API server and the node are ready, and OVN's pods have been replaced", async () => {
    const rolls = (api: StandInApi): void => {
      putWorkload(api, ovnMaster, { desired: 3, updated: 1 });
    };
    const { lines, joined } = join(
      joining,
      [0, rolls],
      [0, listMembers([...before, { name: "", address: third.address }])],
      [20, listMembers(controlPlanes)],
      [20, started],
      [
        90,
        (api) => {
          putPodsOfControlPlanes(api, controlPlanes);
        },
      ],
    );
    expect(await joined).toEqual({ node: "node-3" });
    expect(lines()).toContain("etcd: node-3 has a vote already, its etcd has not started");
    expect(lines().filter((line) => line.startsWith("control planes"))).toEqual([
      "control planes: DaemonSet openshift-ovn-kubernetes/ovnkube-master has 1 of 3 pods of its latest version",
      expect.stringMatching(/^control planes: all are Ready/),
    ]);
  });

  it("promotes a learner as soon as it is in sync, which it never does itself", async () => {
    const promote = `https://${first.address}:2379/v3/cluster/member/promote`;
    const { lines, joined } = join(
      { ...joining, joinAs: "learner" },
      [0, started],
      [0, listMembers([...before, { ...third, learner: true }])],
      [
        0,
        (api) => {
          api.answer(
            promote,
            { message: "etcdserver: can only promote a learner member which is in sync with leader" },
            412,
          );
        },
      ],
      [
        30,
        (api) => {
          api.answer(promote, {});
        },
      ],
      [30.3, listMembers(controlPlanes)],
    );
    await joined;
    expect(lines().filter((line) => line.startsWith("etcd:"))).toEqual([
      "etcd: node-3 is a learner, catching up (can only promote a learner member which is in sync with leader)",
      expect.stringMatching(/^etcd: node-3 is promoted/),
      expect.stringMatching(/^etcd: node-3 is a voting member/),
    ]);
  });

  it("never adds a member: one that add-node has not added is an error with a remedy", async () => {
    const { joined } = join(joining, [0, started]);
    await expect(joined).rejects.toThrow(
      /node-3 is no member of etcd: microshift add-node has not added it\n {2}why: {4}microshift add-node did not run/,
    );
  });

  it("refuses a member of the same name on another machine", async () => {
    const { joined } = join(joining, [
      0,
      listMembers([...before, { name: "node-3", address: "10.89.0.99" }]),
    ]);
    await expect(joined).rejects.toThrow(/etcd already has a member named node-3 on another machine/);
  });

  it("waits for the other control planes, which may look not Ready for minutes", async () => {
    const { lines, joined } = join(
      joining,
      [0, started],
      [0, listMembers(controlPlanes)],
      [
        0,
        (api) => {
          putNode(api, first.name, { roles, ready: "False" });
        },
      ],
      [
        120,
        (api) => {
          putNode(api, first.name, { roles });
        },
      ],
    );
    await joined;
    expect(lines()).toContain("control planes: node-1 is not Ready: KubeletNotReady");
  });

  it("does not ask for OVN's pods where the network is another", async () => {
    const kindnet = (api: StandInApi): void => {
      for (const path of [...api.objects.keys()].filter((key) => key.includes(ovnMaster.namespace)))
        api.objects.delete(path);
    };
    const { joined } = join(joining, [0, kindnet], [0, started], [0, listMembers(controlPlanes)]);
    expect(await joined).toEqual({ node: "node-3" });
  });

  it("does not take a worker for a control plane", async () => {
    const asWorker = (api: StandInApi): void => {
      started(api);
      putNode(api, third.name, { roles: ["worker"] });
    };
    const { joined } = join(joining, [0, asWorker], [0, listMembers(controlPlanes)]);
    await expect(joined).rejects.toThrow(/node-3 is Ready, without the role control-plane and master/);
  });
});

describe("the join of a worker of MicroShift", () => {
  const input: Joining = { node: { ...worker, role: "worker" }, joinAs: "voter" };

  it("ends when its node is Ready, and asks nothing of etcd", async () => {
    const { lines, joined } = join(input, [
      60,
      (api) => {
        putNode(api, worker.name, { roles: ["worker"] });
      },
    ]);
    expect(await joined).toEqual({ node: "node-4" });
    expect(lines()).toEqual([
      "node: node-4 is not registered",
      expect.stringMatching(/^node: node-4 is Ready/),
    ]);
  });

  it("does not take a control plane for a worker", async () => {
    const { joined } = join(input, [
      0,
      (api) => {
        putNode(api, worker.name, { roles });
      },
    ]);
    await expect(joined).rejects.toThrow(/node-4 is Ready, with the role control-plane and master besides/);
  });
});

describe("the leave of a node of MicroShift", () => {
  /** Three voters of which the last is to go; its node is not Ready, so that no pod of it has to end. */
  function three(api: StandInApi): void {
    cluster(api);
    putPodsOfControlPlanes(api, controlPlanes);
    listMembers(controlPlanes)(api);
    for (const { address } of before) api.answer(`https://${address}:2379/v3/cluster/member/remove`, {});
    putNode(api, third.name, { roles, ready: "False" });
    api.objects.set("/api/v1/pods", { items: [] });
  }

  function leave(node: MicroshiftJoin["node"], ...happenings: readonly Happening[]) {
    const ovn = new StandInOvn({ leader: "node-1", servers: controlPlanes }, before);
    const { api, gate } = clusterWhere([0, three], ...happenings);
    const left = leaveMicroshift(gate, { node, ...accessTo(api, ovn) });
    return { api, ovn, left, lines: (): readonly string[] => gate.lines.map(untimed) };
  }

  const gone = (ovn: StandInOvn): void => {
    for (const { name } of before) ovn.raft.set(name, { leader: "node-1", servers: before });
  };

  it("leaves OVN's databases through another's pod, then is no node, and at last no member", async () => {
    const { ovn, left, lines } = leave(
      joining.node,
      [
        0.2,
        () => {
          gone(ovn);
        },
      ],
      [0.4, listMembers(before)],
    );
    expect(await left).toEqual({ node: "node-3" });
    expect(ovn.kicked.slice(0, 2)).toEqual([
      "node-1/nbdb OVN_Northbound 3abc",
      "node-1/sbdb OVN_Southbound 3abc",
    ]);
    const order = [
      "etcd: node-3 may leave",
      "ovn: node-3 is asked to leave OVN_Northbound (3abc) and OVN_Southbound (3abc)",
      "ovn: node-3 is no server of OVN's databases",
      "node: node-3 is deleted",
      "etcd: node-3 is no member",
    ];
    expect(lines().filter((line) => order.includes(line))).toEqual(order);
  });

  it("finishes what a run that was cut off has begun", async () => {
    const { ovn, left, lines } = leave(
      joining.node,
      [0, listMembers(before)],
      [0, (api) => api.objects.delete("/api/v1/nodes/node-3")],
    );
    gone(ovn);
    expect(await left).toEqual({ node: "node-3" });
    expect(ovn.kicked).toEqual([]);
    expect(lines()).toContain("etcd: node-3 is no member");
  });

  it("refuses, before it changes anything, to take a member that the others need", async () => {
    const { api, ovn, left } = leave(joining.node, [
      0,
      (cut) => {
        putMemberStatus(cut, second.address, "0");
      },
    ]);
    await expect(left).rejects.toThrow(/node-3 cannot leave etcd\n[^]*bring node-2 back first/);
    expect(ovn.kicked).toEqual([]);
    expect(api.objects.has("/api/v1/nodes/node-3")).toBe(true);
  });

  it("refuses to let the last control plane go", async () => {
    const { left } = leave({ ...first, role: "controlPlane" }, [0, listMembers([first])]);
    await expect(left).rejects.toThrow(/node-1 is the last voting member of etcd/);
  });

  it("keeps node and member where no other control plane's databases answer", async () => {
    const { api, left } = leave(joining.node, [
      0,
      (cut) => {
        for (const { name } of before)
          cut.objects.delete(`/api/v1/namespaces/${ovnMaster.namespace}/pods/ovnkube-master-on-${name}`);
      },
    ]);
    await expect(left).rejects.toThrow(/no ovnkube-master runs on another control plane/);
    expect(api.objects.has("/api/v1/nodes/node-3")).toBe(true);
  });

  it("of a worker asks neither etcd nor OVN", async () => {
    const { ovn, left, lines } = leave({ ...worker, role: "worker" }, [
      0,
      (api) => {
        putNode(api, worker.name, { ready: "False" });
      },
    ]);
    expect(await left).toEqual({ node: "node-4" });
    expect(ovn.kicked).toEqual([]);
    expect(lines().some((line) => /^(etcd|ovn):/.test(line))).toBe(false);
  });

  it("of a cluster with another network has no databases to leave", async () => {
    const { left, lines } = leave(
      joining.node,
      [
        0,
        (api) => {
          api.objects.delete(`/apis/apps/v1/namespaces/${ovnMaster.namespace}/daemonsets/${ovnMaster.name}`);
        },
      ],
      [0.4, listMembers(before)],
    );
    await left;
    expect(lines()).toContain("ovn: the network has no databases");
  });
});
