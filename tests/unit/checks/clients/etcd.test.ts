import { etcdAt, EtcdError } from "../../../../checks/clients/etcd";
import type { HttpsResponse } from "../../../../checks/clients/https";

const answering = (status: number, text: string) => (): Promise<HttpsResponse> =>
  Promise.resolve({ status, text, headers: {} });

describe("etcdAt", () => {
  it("fills in what the gateway leaves out: empty names and lists, and false", async () => {
    const text = JSON.stringify({
      members: [{ ID: "18446744073709551615", peerURLs: ["https://10.90.0.11:2380"] }],
    });
    expect(await etcdAt("https://etcd", answering(200, text)).members()).toEqual([
      {
        id: "18446744073709551615",
        name: "",
        peerUrls: ["https://10.90.0.11:2380"],
        clientUrls: [],
        learner: false,
      },
    ]);
  });

  it("tells a member without a leader from one that has one", async () => {
    const status = (leader: object) => JSON.stringify({ header: { member_id: "1" }, ...leader });
    expect(await etcdAt("https://etcd", answering(200, status({}))).status()).toMatchObject({
      leaderId: "0",
    });
    expect(await etcdAt("https://etcd", answering(200, status({ leader: "1" }))).status()).toMatchObject({
      leaderId: "1",
    });
  });

  it("gives etcd's reason for a refusal", async () => {
    const text = JSON.stringify({ code: 14, message: "etcdserver: unhealthy cluster" });
    await expect(etcdAt("https://etcd", answering(503, text)).promote("1")).rejects.toThrow(
      new EtcdError("unhealthy cluster"),
    );
  });

  it("gives the status where something else than etcd's gateway answers", async () => {
    await expect(etcdAt("https://etcd", answering(404, "404 page not found")).members()).rejects.toThrow(
      new EtcdError("HTTP 404"),
    );
  });
});
