import { leaveOpenshift } from "../../../../gates/openshift/leave";
import { untimed } from "../../../support/gate-context";
import type { StandInApi } from "../../../support/stand-in-api";
import {
  clusterWhere,
  etcdOf,
  type Happening,
  master,
  masters,
  putMembers,
  putMemberStatus,
  putNode,
} from "./cluster";

const [first = master, second = master, leaving = master] = masters;
const secrets = "/api/v1/namespaces/openshift-etcd/secrets";

/** Three voters, of which the last is to leave; its machine is off, so that no pod of it has to end. */
function threeVoters(api: StandInApi): void {
  putMembers(api, [first, second], masters);
  for (const { address } of [first, second]) {
    putMemberStatus(api, address);
    api.answer(`https://${address}:2379/v3/cluster/member/remove`, {});
  }
  putNode(api, leaving.name, { roles: ["master"], ready: "False" });
  api.objects.set("/api/v1/pods", { items: [] });
  for (const { name } of [second, leaving])
    for (const kind of ["etcd-peer", "etcd-serving", "etcd-serving-metrics"])
      api.objects.set(`${secrets}/${kind}-${name}`, { metadata: { name: `${kind}-${name}` } });
}

function removed(api: StandInApi): void {
  putMembers(api, [first, second], [first, second]);
}

function leave(...happenings: readonly Happening[]) {
  const { api, gate } = clusterWhere(...happenings);
  const left = leaveOpenshift(gate, {
    node: leaving,
    kubernetes: api.kubernetes,
    etcd: etcdOf(api, [first, second]),
  });
  return { api, gate, left };
}

const lastParts = [
  "node: master-2 is deleted",
  "etcd: the Secrets of master-2 are deleted",
  "etcd: master-2 is removed",
  "etcd: master-2 is no member",
];

describe("the leave of a control plane of OpenShift", () => {
  it("deletes the node before the member, which the operator would add again, and asks the API for nothing after that", async () => {
    const { gate, left } = leave([0, threeVoters], [0.1, removed]);
    expect(await left).toEqual({ node: "master-2", etcd: "none" });
    expect(gate.lines.map(untimed).slice(-4)).toEqual(lastParts);
  });

  it("takes the Secrets of its own node alone", async () => {
    const { api, left } = leave([0, threeVoters], [0.1, removed]);
    await left;
    expect([...api.objects.keys()].filter((path) => path.startsWith(secrets))).toEqual(
      ["etcd-peer", "etcd-serving", "etcd-serving-metrics"].map((kind) => `${secrets}/${kind}-master-1`),
    );
  });

  it("finishes what a run that was cut off has begun", async () => {
    const { gate, left } = leave([0, threeVoters], [0, removed]);
    expect(await left).toEqual({ node: "master-2", etcd: "none" });
    expect(gate.lines.map(untimed)).toContain("etcd: master-2 is no member");
  });

  it("refuses to make a second machine be out, and leaves its node", async () => {
    const { api, left } = leave([
      0,
      (cluster) => {
        threeVoters(cluster);
        putMembers(cluster, [first, second], [first, leaving]);
      },
    ]);
    await expect(left).rejects.toThrow(
      /master-2 cannot leave\n[^]*master-0 would be the only voting member of etcd: another control plane is out/,
    );
    expect(api.objects.has(`/api/v1/nodes/${leaving.name}`)).toBe(true);
  });

  it("counts a machine as out whose member does not vote yet", async () => {
    const { left } = leave([
      0,
      (cluster) => {
        threeVoters(cluster);
        putMembers(cluster, [first, second], [first, { ...second, learner: true }, leaving]);
      },
    ]);
    await expect(left).rejects.toThrow(/master-2 cannot leave/);
  });

  it("refuses to take a machine away whose vote is needed, and leaves its node", async () => {
    const { api, left } = leave([
      0,
      (cluster) => {
        threeVoters(cluster);
        putMemberStatus(cluster, second.address, "0");
      },
    ]);
    await expect(left).rejects.toThrow(/master-2 cannot leave etcd\n[^]*bring master-1 back first/);
    expect(api.objects.has(`/api/v1/nodes/${leaving.name}`)).toBe(true);
  });
});
