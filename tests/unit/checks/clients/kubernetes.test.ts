import { kubernetesAt, readinessAt } from "../../../../checks/clients/kubernetes";
import type { HttpsRequest, HttpsResponse } from "../../../../checks/clients/https";

const answering = (status: number, text: string) => (): Promise<HttpsResponse> =>
  Promise.resolve({ status, text, headers: { "content-type": "application/json" } });

describe("readinessAt", () => {
  it("is ready for a 200", async () => {
    expect(await readinessAt("https://api", answering(200, "ok"))).toEqual({ ready: true });
  });

  it("names the checks that fail", async () => {
    const text =
      "[+]ping ok\n[-]etcd failed: reason withheld\n[-]poststarthook/rbac failed: reason withheld\nreadyz check failed";
    const readiness = await readinessAt("https://api", answering(500, text));
    expect(readiness).toEqual({ ready: false, lacks: "etcd, poststarthook/rbac" });
  });

  it("says the status where something else answers", async () => {
    expect(await readinessAt("https://api", answering(503, "<html>"))).toEqual({
      ready: false,
      lacks: "HTTP 503",
    });
  });
});

describe("kubernetesAt", () => {
  it("sends the typed calls over the given connection", async () => {
    const sent: HttpsRequest[] = [];
    const { core } = kubernetesAt("https://10.90.0.5:6443", (request) => {
      sent.push(request);
      return answering(200, JSON.stringify({ items: [{ metadata: { name: "master-0" } }] }))();
    });
    const { items } = await core.listNode({ labelSelector: "a=b" });
    expect(items.map(({ metadata }) => metadata?.name)).toEqual(["master-0"]);
    expect(sent[0]).toMatchObject({
      method: "GET",
      url: "https://10.90.0.5:6443/api/v1/nodes?labelSelector=a%3Db",
    });
  });

  it("reports refusals with their status", async () => {
    const { core } = kubernetesAt("https://api", answering(404, JSON.stringify({ message: "no such node" })));
    await expect(core.readNode({ name: "none" })).rejects.toMatchObject({ code: 404 });
  });
});
