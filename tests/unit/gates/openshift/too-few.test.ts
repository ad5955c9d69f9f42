import { refuseTooFewControlPlanes } from "../../../../gates/openshift/too-few";
import { clusterWhere, etcdOf, type ListedMember, masters, putMembers } from "./cluster";

const five = [0, 1, 2, 3, 4].map((index) => ({ name: `master-${index}`, address: `10.90.0.1${index + 1}` }));

function plan(planned: number, members: readonly ListedMember[]): Promise<void> {
  const { api, gate } = clusterWhere();
  putMembers(api, masters, members);
  return refuseTooFewControlPlanes(gate, etcdOf(api, masters), five.slice(0, planned));
}

describe("a plan with other control planes than a cluster of OpenShift has", () => {
  it("refuses one of three: it would end at two, of which none may be lost", async () => {
    await expect(plan(1, masters)).rejects.toThrow(
      /a cluster of 3 control planes cannot be made one of 1\n[^]*remedy: pulumi config set controlPlanes 3/,
    );
  });

  it.each([
    ["three of five", 3, five],
    ["five of three", 5, masters],
    ["as many as there are", 3, masters],
    ["one, where there is one", 1, masters.slice(0, 1)],
    [
      "one, where others are only learners",
      1,
      masters.map((member, index) => ({ ...member, learner: index > 0 })),
    ],
  ])("takes %s", async (_, planned, members) => {
    await expect(plan(planned, members)).resolves.toBeUndefined();
  });
});
