import type { Send } from "../../../../checks/clients/https";
import { removeUnstarted } from "../../../../gates/microshift/unstarted";
import { untimed } from "../../../support/gate-context";
import { controlPlanes, worker } from "../../../support/microshift-cluster";
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
/** What add-node has added when it is cut off: the member of a process that has never started. */
const leftOver: ListedMember = { name: "", address: third.address, learner: true };

const list =
  (...members: readonly ListedMember[]) =>
  (api: StandInApi): void => {
    putMembers(api, before, members);
  };

/** Clears etcd for the third node; members that it removes leave the list, unless etcd refuses. */
function clear(...happenings: readonly Happening[]) {
  const { api, gate } = clusterWhere([0, list(...before)], ...happenings);
  const removed: string[] = [];
  const etcd = etcdOf(api, before);
  const send: Send = async (request) => {
    const answer = await etcd.send(request);
    if (request.url.endsWith("/member/remove") && answer.status === 200) {
      removed.push(request.body ?? "");
      list(...before)(api);
    }
    return answer;
  };
  for (const { address } of before) {
    putMemberStatus(api, address);
    api.answer(`https://${address}:2379/v3/cluster/member/remove`, {});
  }
  const cleared = removeUnstarted(gate, {
    node: third,
    kubernetes: api.kubernetes,
    etcd: { ...etcd, send },
  });
  return { api, removed, cleared, lines: (): readonly string[] => gate.lines.map(untimed) };
}

describe("what an interrupted join has left in etcd", () => {
  it("is nothing where the node is no member: nothing is removed", async () => {
    const { cleared, removed, lines } = clear();
    expect(await cleared).toEqual({ node: "node-3" });
    expect(removed).toEqual([]);
    expect(lines()).toEqual(["etcd: node-3 is no member yet"]);
  });

  it("is removed where its process never started and its node never came", async () => {
    const { cleared, removed, lines } = clear([0, list(...before, leftOver)]);
    expect(await cleared).toEqual({ node: "node-3" });
    expect(removed).toEqual([JSON.stringify({ ID: "3" })]);
    expect(lines()).toEqual([
      "etcd: the member of node-3 that never started is removed",
      "etcd: node-3 is no member yet",
    ]);
  });

  it("is removed as well where it was to be a voter: it counts for the quorum", async () => {
    const { cleared, removed } = clear([0, list(...before, { name: "", address: third.address })]);
    await cleared;
    expect(removed).toEqual([JSON.stringify({ ID: "3" })]);
  });

  it.each<readonly [string, readonly Happening[]]>([
    ["whose process has started", [[0, list(...before, third)]]],
    [
      "whose node has registered",
      [
        [0, list(...before, leftOver)],
        [
          0,
          (api) => {
            putNode(api, third.name, { ready: "False" });
          },
        ],
      ],
    ],
  ])("is not a member %s, which stays", async (_, happenings) => {
    const { cleared, removed, lines } = clear(...happenings);
    expect(await cleared).toEqual({ node: "node-3" });
    expect(removed).toEqual([]);
    expect(lines()).toEqual(["etcd: node-3 has joined before"]);
  });

  it("is not another node's member that has not started either", async () => {
    const { cleared, removed } = clear([0, list(...before, { name: "", address: worker.address })]);
    await cleared;
    expect(removed).toEqual([]);
  });

  it("is waited for while etcd refuses to remove it, as it does for seconds after a change", async () => {
    const remove = before.map(({ address }) => `https://${address}:2379/v3/cluster/member/remove`);
    const { cleared, api, removed, lines } = clear(
      [0, list(...before, leftOver)],
      [
        5,
        () => {
          for (const url of remove) api.answer(url, {});
        },
      ],
    );
    for (const url of remove) api.answer(url, { message: "etcdserver: unhealthy cluster" }, 503);
    expect(await cleared).toEqual({ node: "node-3" });
    expect(removed).toHaveLength(1);
    expect(lines()[0]).toContain("unhealthy cluster");
  });

  it("is an error with a remedy where etcd has no quorum for good", async () => {
    const { cleared } = clear([
      0,
      (api) => {
        for (const { address } of before)
          api.answers.delete(`https://${address}:2379/v3/cluster/member/list`);
      },
    ]);
    await expect(cleared).rejects.toThrow(
      /gave up waiting for no member of node-3 to be left of an interrupted join[^]*where: {2}10\.89\.0\.13[^]*start the nodes that are off; if node-3 was to be the second voter/,
    );
  });
});
