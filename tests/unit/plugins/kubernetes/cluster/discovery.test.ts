import { Discovery } from "../../../../../plugins/kubernetes/cluster/discovery";
import { NoMatchError } from "../../../../../plugins/kubernetes/cluster/errors";
import { serving } from "../support";

const answers = {
  "GET /api/v1": {
    resources: [
      { name: "configmaps", kind: "ConfigMap", namespaced: true },
      { name: "namespaces", kind: "Namespace", namespaced: false },
      { name: "namespaces/status", kind: "Namespace", namespaced: true },
    ],
  },
};

describe("the kinds that a cluster serves", () => {
  it("have their name in paths and their scope, asked for once", async () => {
    const server = await serving(answers);
    const discovery = new Discovery(server.connection);
    const found = [
      await discovery.find({ apiVersion: "v1", kind: "ConfigMap" }),
      await discovery.find({ apiVersion: "v1", kind: "Namespace" }),
    ];
    await server.close();
    expect(found).toEqual([
      { root: "/api/v1", plural: "configmaps", scope: "namespaced" },
      { root: "/api/v1", plural: "namespaces", scope: "cluster" },
    ]);
    expect(server.asked).toHaveLength(1);
  });

  it("are asked for again where one is missing: its definition may be on the way", async () => {
    const server = await serving(answers);
    const discovery = new Discovery(server.connection);
    const thing = { apiVersion: "example.org/v1", kind: "Thing" };
    await expect(discovery.find(thing)).rejects.toThrow(NoMatchError);
    expect(await discovery.knows(thing)).toBe(false);
    await server.close();
    expect(server.asked.map(({ path }) => path)).toEqual(["/apis/example.org/v1", "/apis/example.org/v1"]);
  });
});
