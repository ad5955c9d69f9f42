import { etcdClientUrl } from "../../topology/endpoints";
import { counted, findingOf, type PlannedMachine } from "../check";
import { etcdAt, type MemberStatus } from "../clients/etcd";
import type { Send } from "../clients/https";
import type { MicroshiftCheck } from "./check";

interface Said {
  readonly name: string;
  readonly status: MemberStatus;
}

/**
 * The members have the same data. Revisions grow while they are asked, so that no two answers need be equal: each member
 * must have reached by a second look what the furthest one had at the first.
 */
export const etcdAgrees: MicroshiftCheck = {
  id: "etcd-agreement",
  sentence: "the members of etcd are one cluster, and have the same data",
  why: "an etcd that has begun a cluster of its own answers like any other, with other data",
  appliesTo: ({ etcdMembers }) => etcdMembers.length > 0,
  probe: async ({ plan: { etcdMembers }, etcd }) => {
    const first = await askAll(etcdMembers, etcd);
    const clusters = new Set(first.map(({ status }) => status.clusterId));
    if (clusters.size > 1) {
      const each = first.map(({ name, status }) => `${name} is in ${BigInt(status.clusterId).toString(16)}`);
      return findingOf([`split brain: ${each.join(", ")}`], "");
    }
    const furthest = first.map(revisionOf).reduce((one, other) => (one > other ? one : other), 0n);
    const behind = (await askAll(etcdMembers, etcd)).filter((said) => revisionOf(said) < furthest);
    return findingOf(
      behind.map((said) => `${said.name} is at revision ${revisionOf(said)}, and another is at ${furthest}`),
      `${counted(etcdMembers.length, "member")}, at revision ${furthest} or later`,
    );
  },
};

function askAll(machines: readonly PlannedMachine[], send: Send): Promise<readonly Said[]> {
  return Promise.all(
    machines.map(async (machine) => ({
      name: machine.name,
      status: await etcdAt(etcdClientUrl(machine), send).status(),
    })),
  );
}

function revisionOf({ status }: Said): bigint {
  return BigInt(status.revision);
}
