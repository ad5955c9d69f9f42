import { runCheck } from "../../../../../checks/checks";
import type { SmokeCheck } from "../../../../../checks/openshift/smoke/check";
import {
  deploymentAvailable,
  podsRestricted,
  serviceAnswers,
} from "../../../../../checks/openshift/smoke/pods";
import { answerBehindService, putPod, smokeCluster, smokePaths } from "../../../../support/smoke-cluster";
import { StandInApi, type Stored } from "../../../../support/stand-in-api";

/** What a check finds in a cluster that was prepared so. */
async function found(check: SmokeCheck, prepare: (api: StandInApi) => void) {
  const api = new StandInApi();
  prepare(api);
  return (await runCheck(smokeCluster(api), check)).finding;
}

function deployment(status: Stored) {
  return (api: StandInApi): void => {
    api.objects.set(smokePaths.deployment, { spec: { replicas: 2 }, status });
  };
}

describe("a Deployment is available", () => {
  it("where each of its pods is, and tells on which nodes", async () => {
    const finding = await found(deploymentAvailable, (api) => {
      deployment({ availableReplicas: 2 })(api);
      for (const name of ["smoke-b", "smoke-a"]) putPod(api, name);
    });
    expect(finding).toEqual({ level: "ok", detail: "2 pods on node-of-smoke-a, node-of-smoke-b" });
  });

  it.each<[string, (api: StandInApi) => void, RegExp]>([
    ["one pod is missing", deployment({ availableReplicas: 1 }), /^1 of 2 pods available$/],
    [
      "admission refuses its pods",
      deployment({
        conditions: [
          {
            type: "ReplicaFailure",
            status: "True",
            reason: "FailedCreate",
            message: "unable to validate against any security context constraint",
          },
        ],
      }),
      /^0 of 2 pods available; ReplicaFailure=True \(FailedCreate: unable to validate against any/,
    ],
    [
      "a pod has no node",
      (api) => {
        deployment({})(api);
        const unplaced = { type: "PodScheduled", status: "False", reason: "Unschedulable", message: "0/5" };
        putPod(api, "smoke-a", { spec: {}, status: { conditions: [unplaced] } });
      },
      /smoke-a: PodScheduled=False \(Unschedulable: 0\/5\)/,
    ],
    [
      "an image cannot be pulled",
      (api) => {
        deployment({})(api);
        const waiting = { reason: "ImagePullBackOff", message: "unauthorized" };
        putPod(api, "smoke-a", { status: { containerStatuses: [{ name: "server", state: { waiting } }] } });
      },
      /smoke-a: ImagePullBackOff unauthorized/,
    ],
    ["it is not there", () => undefined, /^HTTP 404/],
  ])("not where %s", async (_, prepare, detail) => {
    const finding = await found(deploymentAvailable, prepare);
    expect(finding).toMatchObject({ level: "failure", detail: expect.stringMatching(detail) as string });
  });
});

describe("pods are restricted", () => {
  it("where restricted-v2 has admitted each", async () => {
    const finding = await found(podsRestricted, (api) => {
      putPod(api, "smoke-a");
    });
    expect(finding).toEqual({ level: "ok", detail: "1 pod" });
  });

  it("not where another constraint has, or none at all", async () => {
    const finding = await found(podsRestricted, (api) => {
      putPod(api, "smoke-a", {
        metadata: { name: "smoke-a", annotations: { "openshift.io/scc": "anyuid" } },
      });
      putPod(api, "smoke-b", { metadata: { name: "smoke-b" } });
    });
    expect(finding.detail).toBe("smoke-a was admitted by anyuid; smoke-b was admitted by none");
    expect(finding.level).toBe("failure");
  });

  it("not as long as there are none", async () => {
    expect((await found(podsRestricted, () => undefined)).level).toBe("failure");
  });
});

describe("the Service answers", () => {
  it("where a pod of the test says its name", async () => {
    const finding = await found(serviceAnswers, (api) => {
      putPod(api, "smoke-a");
      answerBehindService(api, "smoke-a\n");
    });
    expect(finding).toEqual({ level: "ok", detail: "smoke-a answers" });
  });

  it("not where somebody else does", async () => {
    const finding = await found(serviceAnswers, (api) => {
      putPod(api, "smoke-a");
      answerBehindService(api, "<html>");
    });
    expect(finding).toEqual({
      level: "failure",
      detail: '"<html>" answers, which is the name of no pod',
    });
  });
});
