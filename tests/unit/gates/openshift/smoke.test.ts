import { smokeOpenshift } from "../../../../gates/openshift/smoke";
import { untimed } from "../../../support/gate-context";
import {
  lentImage,
  putLender,
  putPod,
  releasePlan,
  rehearsedPlan,
  serve,
  smokeCluster,
  smokePaths,
} from "../../../support/smoke-cluster";
import { clusterWhere, type Happening } from "./cluster";

function run(plan: typeof releasePlan, ...happenings: readonly Happening[]) {
  const { api, gate } = clusterWhere(...happenings);
  return { api, gate, smoked: smokeOpenshift(gate, smokeCluster(api, plan)) };
}

describe("the gate of OpenShift's smoke test", () => {
  it("ends when the application has answered in every way, shows each check, and leaves nothing", async () => {
    const { smoked, api, gate } = run(releasePlan, [0, putLender], [10, serve]);
    expect(await smoked).toEqual({ smoke: "passed" });
    expect([...api.objects.keys()]).toEqual([smokePaths.lender]);
    expect(gate.lines.map(untimed)).toEqual([
      "smoke: nothing of it is in the cluster",
      `smoke: its pods run ${lentImage}`,
      expect.stringMatching(
        /^smoke: 0 of 6 checks hold, not yet deployment-available: 0 of 2 pods available \| /,
      ),
      "OK    a Deployment is available, each of its pods on another node: 2 pods on node-of-smoke-a, node-of-smoke-b",
      "OK    the pods were admitted by the constraint restricted-v2: 2 pods",
      "OK    the Service has a pod answer, through an API server: smoke-a answers",
      "OK    a router has admitted the Route, by the name that the plan's domain gives it: smoke-hardway-smoke.apps.okd.example.com",
      "OK    the Route has a pod answer, through the load balancer: smoke-b answers as smoke-hardway-smoke.apps.okd.example.com",
      "OK    the console shows its page, through the load balancer: console-openshift-console.apps.okd.example.com",
      "smoke: all 6 checks hold",
      "smoke: namespace hardway-smoke goes",
      "smoke: nothing of it is in the cluster",
    ]);
  });

  it("runs what can run in a rehearsal, which has no release", async () => {
    const { smoked, api, gate } = run(rehearsedPlan, [10, serve]);
    expect(await smoked).toEqual({ smoke: "passed" });
    expect(gate.lines.map(untimed)).toContain("smoke: all 2 checks hold");
    expect(api.objects.has(smokePaths.namespace)).toBe(false);
  });

  it("removes first what a killed run has left, so that its pods do not pass for new ones", async () => {
    const { smoked, gate } = run(
      rehearsedPlan,
      [
        0,
        (api) => {
          api.objects.set(smokePaths.namespace, { metadata: { name: "hardway-smoke" } });
          putPod(api, "smoke-of-another-day");
        },
      ],
      [10, serve],
    );
    await smoked;
    expect(gate.lines.map(untimed).slice(0, 2)).toEqual([
      "smoke: namespace hardway-smoke goes",
      "smoke: nothing of it is in the cluster",
    ]);
    expect(gate.lines.join("\n")).not.toMatch(/another-day/);
  });

  it("gives up with what is missing and the namespace's warnings, and leaves nothing then either", async () => {
    const { smoked, api } = run(rehearsedPlan, [
      2,
      (api) => {
        api.objects.set(smokePaths.event("e"), {
          involvedObject: { name: "smoke-a" },
          reason: "FailedMount",
          message: "no such thing",
        });
      },
    ]);
    await expect(smoked).rejects.toThrow(
      /gave up waiting for the application of the smoke test to answer after 20m[^]*seen: {3}0 of 2 checks hold, not yet deployment-available: [^]*; smoke-a FailedMount: no such thing/,
    );
    expect([...api.objects.keys()]).toEqual([]);
  });

  it("ends at once where there is no image to run, and says which Deployment is missing", async () => {
    await expect(run(releasePlan).smoked).rejects.toThrow(
      /cannot wait for the objects of the smoke test to be made[^]*deployments\/downloads not found/,
    );
  });

  it("tells an interruption as what it is", async () => {
    const { smoked, gate } = run(rehearsedPlan, [
      10,
      () => {
        gate.end(new Error("interrupted"));
      },
    ]);
    await expect(smoked).rejects.toThrow("interrupted");
  });
});
