import { ObjectApi } from "../../../../../plugins/kubernetes/cluster/object-api";
import { serving } from "../support";

const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "cm", namespace: "ns" } };
const configMaps = { root: "/api/v1", plural: "configmaps", scope: "namespaced" } as const;
const path = "/api/v1/namespaces/ns/configmaps";

describe("the operations on an object", () => {
  it("are those of the Kubernetes API", async () => {
    const server = await serving({
      [`POST ${path}?fieldManager=m&dryRun=All`]: object,
      [`PATCH ${path}/cm?fieldManager=m&force=true`]: object,
      [`GET ${path}/cm`]: object,
      [`DELETE ${path}/cm`]: {},
    });
    const api = new ObjectApi(server.connection, configMaps, object);
    await api.create(object, { effect: "dryRun", fieldManager: "m" });
    await api.apply(object, { effect: "stored", fieldManager: "m", force: true });
    await api.get();
    await api.delete();
    await server.close();
    expect(server.asked.map(({ body }) => body)).toEqual([
      object,
      object,
      null,
      { apiVersion: "v1", kind: "DeleteOptions", propagationPolicy: "Foreground" },
    ]);
  });

  it("leave the namespace out of a cluster-wide object's path", async () => {
    const server = await serving({ "GET /api/v1/nodes/n": object });
    const node = { apiVersion: "v1", kind: "Node", metadata: { name: "n", namespace: "by-mistake" } };
    await new ObjectApi(
      server.connection,
      { root: "/api/v1", plural: "nodes", scope: "cluster" },
      node,
    ).get();
    await server.close();
    expect(server.asked).toHaveLength(1);
  });
});
