import fc from "fast-check";
import { type MembershipStep, membershipSteps, quorumOf } from "../../topology/membership";
import { validConfigs } from "../support/configs";
import { planOf } from "../support/plan";

interface Change {
  readonly before: MembershipStep;
  readonly after: MembershipStep;
}

/** Asserts something of every change of every valid plan, with the number of the plan's control planes. */
function always(expectation: (change: Change, controlPlanes: number) => void): void {
  fc.assert(
    fc.property(validConfigs, (config) => {
      const plan = planOf(config);
      const steps = membershipSteps(plan);
      for (const [index, after] of steps.slice(1).entries()) {
        const before = steps[index];
        if (before !== undefined) expectation({ before, after }, plan.controlPlanes.length);
      }
    }),
  );
}

/** The voters that vote before and after, which is everyone but the member that the change is about. */
function steadyVoters({ before, after }: Change): number {
  return before.voters.filter((name) => name !== after.member).length;
}

describe("etcd's membership while the cluster boots", () => {
  it("starts with the bootstrap machine alone and ends with the control planes alone", () => {
    fc.assert(
      fc.property(validConfigs, (config) => {
        const plan = planOf(config);
        const steps = membershipSteps(plan);
        expect(steps.at(0)).toMatchObject({ change: "start", voters: ["bootstrap"], learners: [] });
        expect(steps.at(-1)).toMatchObject({
          change: "remove",
          member: "bootstrap",
          voters: plan.controlPlanes.map(({ name }) => name),
          learners: [],
        });
      }),
    );
  });

  it("has one learner at most, as etcd allows (--max-learners)", () => {
    always(({ after }) => {
      expect(after.learners.length).toBeLessThanOrEqual(1);
    });
  });

  it("changes one member at a time", () => {
    always(({ before, after }) => {
      const [was, is] = [before, after].map(({ voters, learners }) => [
        ...voters,
        ...learners.map((name) => `~${name}`),
      ]);
      const others = (names: readonly string[] = []) => names.filter((name) => !name.endsWith(after.member));
      expect(others(is)).toEqual(others(was));
      expect(is).not.toEqual(was);
    });
  });

  it("makes voters of learners alone", () => {
    always(({ before, after }) => {
      const promoted = after.voters.filter((name) => !before.voters.includes(name));
      expect(before.learners).toEqual(expect.arrayContaining(promoted));
    });
  });

  it("never asks for a change that etcd's strict reconfiguration check would refuse", () => {
    always((change) => {
      // The check counts a learner that is promoted as started (etcd server/etcdserver/api/membership/cluster.go).
      const started = steadyVoters(change) + (change.after.change === "promote" ? 1 : 0);
      expect(started).toBeGreaterThanOrEqual(quorumOf(change.after.voters.length));
    });
  });

  it("lets the other voters commit every change by themselves, where there are three control planes or more", () => {
    always((change, controlPlanes) => {
      if (controlPlanes < 3) return;
      expect(steadyVoters(change)).toBeGreaterThanOrEqual(quorumOf(change.before.voters.length));
    });
  });
});

describe("the control planes of a running cluster", () => {
  it("keep their quorum while any one of them leaves and comes back, where there are three or more", () => {
    fc.assert(
      fc.property(fc.constantFrom(3, 5, 7, 9), (members) => {
        const remaining = members - 1;
        expect(remaining).toBeGreaterThanOrEqual(quorumOf(members));
        expect(remaining).toBeGreaterThanOrEqual(quorumOf(remaining));
      }),
    );
  });
});
