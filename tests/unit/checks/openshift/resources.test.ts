import { z } from "zod";
import { listObjects, readObject } from "../../../../checks/openshift/resources";
import { StandInApi } from "../../../support/stand-in-api";

const path = "/apis/config.openshift.io/v1/clusteroperators";
const schema = z.object({ metadata: z.object({ name: z.string() }) });
const list = z.object({ items: z.array(schema) });

describe("the objects of OpenShift", () => {
  const api = new StandInApi();
  api.objects.set(`${path}/etcd`, { metadata: { name: "etcd" }, status: {} });

  it("are read by their kind", async () => {
    const found = await readObject(api.kubernetes, "ClusterOperator", "etcd", schema);
    expect(found).toEqual({ metadata: { name: "etcd" } });
    expect(await listObjects(api.kubernetes, "ClusterOperator", list)).toEqual([found]);
  });

  it("are none where their kind is not defined yet, or nobody has made them", async () => {
    expect(await readObject(api.kubernetes, "ClusterOperator", "dns", schema)).toBeUndefined();
    expect(await listObjects(api.kubernetes, "FeatureGate", list)).toEqual([]);
  });

  it("of another shape are a defect, which is told by where it is and without what stands there", async () => {
    const wrong = z.object({ metadata: z.object({ name: z.int() }) });
    await expect(readObject(api.kubernetes, "ClusterOperator", "etcd", wrong)).rejects.toThrow(
      "ClusterOperator etcd has another shape at metadata.name",
    );
  });
});
