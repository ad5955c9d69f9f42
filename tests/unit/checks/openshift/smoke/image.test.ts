import { serverImage } from "../../../../../checks/openshift/smoke/image";
import {
  lentImage,
  putLender,
  releasePlan,
  rehearsedPlan,
  smokePaths,
} from "../../../../support/smoke-cluster";
import { StandInApi } from "../../../../support/stand-in-api";

describe("the image of a smoke test", () => {
  it("is one of the release, as the cluster itself runs it", async () => {
    const api = new StandInApi();
    putLender(api);
    expect(await serverImage(api.kubernetes, releasePlan)).toBe(lentImage);
  });

  it("is the plan's in a rehearsal, which has no release", async () => {
    expect(await serverImage(new StandInApi().kubernetes, rehearsedPlan)).toBe("localhost/k8s:1");
  });

  it("is asked for in vain in a cluster without the console", async () => {
    await expect(serverImage(new StandInApi().kubernetes, releasePlan)).rejects.toThrow(/404/);
  });

  it("is never empty: a Deployment without one is a defect", async () => {
    const api = new StandInApi();
    api.objects.set(smokePaths.lender, { spec: { template: { spec: { containers: [] } } } });
    await expect(serverImage(api.kubernetes, releasePlan)).rejects.toThrow(
      "Deployment openshift-console/downloads names no image",
    );
  });
});
