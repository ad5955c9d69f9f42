import {
  makeSmokeObjects,
  removeSmokeObjects,
  smokeWarnings,
} from "../../../../../checks/openshift/smoke/run";
import {
  amend,
  lentImage,
  putLender,
  putPod,
  releasePlan,
  rehearsedPlan,
  smokePaths,
} from "../../../../support/smoke-cluster";
import { StandInApi } from "../../../../support/stand-in-api";

const { namespace, deployment, service, route, lender } = smokePaths;

function releaseCluster(): StandInApi {
  const api = new StandInApi();
  putLender(api);
  return api;
}

describe("making the objects of a smoke test", () => {
  it("makes namespace, Deployment, Service and Route, and tells the image", async () => {
    const api = releaseCluster();
    expect(await makeSmokeObjects(api.kubernetes, releasePlan)).toBe(lentImage);
    expect([...api.objects.keys()]).toEqual([lender, namespace, deployment, service, route]);
  });

  it("makes no Route in a rehearsal, whose API has none", async () => {
    const api = new StandInApi();
    await makeSmokeObjects(api.kubernetes, rehearsedPlan);
    expect([...api.objects.keys()]).toEqual([namespace, deployment, service]);
  });

  it("can be repeated after an answer that was lost: what is there stays", async () => {
    const api = releaseCluster();
    await makeSmokeObjects(api.kubernetes, releasePlan);
    amend(api, deployment, { status: { availableReplicas: 1 } });
    await makeSmokeObjects(api.kubernetes, releasePlan);
    expect(api.objects.get(deployment)).toMatchObject({ status: { availableReplicas: 1 } });
  });
});

describe("removing them", () => {
  it("deletes the namespace with all that is in it, and says so until it is gone", async () => {
    const api = releaseCluster();
    await makeSmokeObjects(api.kubernetes, releasePlan);
    putPod(api, "smoke-a");
    expect(await removeSmokeObjects(api.kubernetes)).toBe("namespace hardway-smoke goes");
    expect(await removeSmokeObjects(api.kubernetes)).toBeUndefined();
    expect([...api.objects.keys()]).toEqual([lender]);
  });

  it("deletes a namespace once, and tells what keeps it", async () => {
    const api = releaseCluster();
    const condition = { type: "NamespaceContentRemaining", status: "True", message: "pods. has 1" };
    api.objects.set(namespace, {
      metadata: { deletionTimestamp: "2026-01-01T00:00:00Z" },
      status: { conditions: [condition, { type: "NamespaceFinalizersRemaining", status: "False" }] },
    });
    expect(await removeSmokeObjects(api.kubernetes)).toBe(
      "namespace hardway-smoke goes; NamespaceContentRemaining=True (pods. has 1)",
    );
    expect(api.objects.has(namespace)).toBe(true);
  });
});

describe("the warnings of the namespace", () => {
  it("are the last five, in the order of their times", async () => {
    const api = new StandInApi();
    for (const minute of [3, 1, 6, 2, 5, 4])
      api.objects.set(smokePaths.event(`event-${minute}`), {
        involvedObject: { name: "smoke-a" },
        reason: "BackOff",
        message: `try ${minute}`,
        lastTimestamp: `2026-01-01T00:0${minute}:00Z`,
      });
    expect(await smokeWarnings(api.kubernetes)).toEqual(
      [2, 3, 4, 5, 6].map((minute) => `smoke-a BackOff: try ${minute}`),
    );
  });
});
