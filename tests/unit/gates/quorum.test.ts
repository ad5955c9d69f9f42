import fc from "fast-check";
import type { Member } from "../../../checks/clients/etcd";
import { type MemberHealth, refusalToLeave } from "../../../gates/quorum";
import { quorumOf } from "../../../topology/membership";

function member(index: number, learner = false): Member {
  return { id: String(index), name: `master-${index}`, peerUrls: [], clientUrls: [], learner };
}

/** Voters of which the given ones do not answer. */
function voters(count: number, ...silent: readonly number[]): readonly MemberHealth[] {
  return Array.from({ length: count }, (_, index) => ({
    member: member(index),
    healthy: !silent.includes(index),
  }));
}

describe("refusalToLeave", () => {
  it.each([
    ["one of three healthy voters", voters(3), 0],
    ["one of two healthy voters", voters(2), 1],
    ["a dead voter of three, when the two others are healthy", voters(3, 2), 2],
    ["one of five, when another is dead", voters(5, 4), 0],
  ])("lets %s go", (_, cluster, leaving) => {
    expect(refusalToLeave(cluster, member(leaving))).toBeUndefined();
  });

  it.each([
    ["a healthy voter of three, when another is dead", voters(3, 2), 0, /of which 2 must answer and 1 do/],
    ["the healthy one of two", voters(2, 1), 0, /1 voters remain, of which 1 must answer and 0 do/],
    ["the last voter", voters(1), 0, /the last voting member/],
  ])("keeps %s", (_, cluster, leaving, why) => {
    expect(refusalToLeave(cluster, member(leaving))?.why).toMatch(why);
  });

  it("names the members that must come back first", () => {
    expect(refusalToLeave(voters(5, 3, 4), member(0))?.remedy).toMatch(/bring master-3 and master-4 back/);
  });

  it("lets a learner go in any case, as it has no vote", () => {
    const learner = member(3, true);
    expect(
      refusalToLeave([...voters(3, 1, 2), { member: learner, healthy: false }], learner),
    ).toBeUndefined();
  });

  it("does not count learners among those that remain", () => {
    const learner = { member: member(1, true), healthy: true };
    expect(refusalToLeave([...voters(1), learner], member(0))?.why).toMatch(/the last voting member/);
  });

  it("never leaves a cluster behind that cannot write", () => {
    const clusters = fc
      .array(fc.boolean(), { minLength: 1, maxLength: 9 })
      .chain((health) => fc.tuple(fc.constant(health), fc.nat({ max: health.length - 1 })));
    fc.assert(
      fc.property(clusters, ([health, leaving]) => {
        const cluster = health.map((healthy, index) => ({ member: member(index), healthy }));
        const remaining = health.filter((_, index) => index !== leaving);
        const writes = remaining.length > 0 && remaining.filter(Boolean).length >= quorumOf(remaining.length);
        expect(refusalToLeave(cluster, member(leaving)) === undefined).toBe(writes);
      }),
    );
  });
});
