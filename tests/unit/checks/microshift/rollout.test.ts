import { lackOf, nameOf, readRollout, type Workload } from "../../../../checks/microshift/rollout";
import { argo, dns, type Played, putWorkload, router } from "../../../support/microshift-cluster";
import { StandInApi } from "../../../support/stand-in-api";

async function lack(workload: Workload, played?: Played) {
  const api = new StandInApi();
  if (played !== undefined) putWorkload(api, workload, played);
  return lackOf(await readRollout(api.kubernetes, workload));
}

describe("the rollout of a workload", () => {
  it.each([dns, router, argo])(
    "of every kind lacks nothing where all pods are available",
    async (workload) => {
      expect(await lack(workload, { desired: 3 })).toBeUndefined();
    },
  );

  it.each<[string, Played | undefined, RegExp]>([
    ["is not there", undefined, /^is not there yet$/],
    ["was changed just now", { observed: false }, /not been seen by its controller/],
    ["was scaled to nothing", { desired: 0 }, /^wants no pod$/],
    ["is being rolled", { desired: 3, updated: 1 }, /^has 1 of 3 pods of its latest version$/],
    ["has pods that are not available", { desired: 3, available: 2 }, /^has 2 of 3 pods available$/],
  ])("is told where the workload %s", async (_, played, text) => {
    for (const workload of [dns, router, argo]) expect(await lack(workload, played)).toMatch(text);
  });

  it("is not over while pods of the version before stand in for new ones", async () => {
    expect(await lack(router, { desired: 2, updated: 2, all: 3 })).toBe(
      "has 1 pods of an earlier version left",
    );
  });

  it("is told of by the workload's kind, namespace and name", () => {
    expect(nameOf(dns)).toBe("DaemonSet openshift-dns/dns-default");
  });
});
