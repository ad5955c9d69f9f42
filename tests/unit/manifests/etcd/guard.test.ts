import { guardConfiguration } from "../../../../manifests/etcd/guard";
import { etcdUrlsFor } from "../../../../topology/endpoints";
import { externalPlanOf } from "../../../support/plan";

const plan = externalPlanOf();

describe("the guard of an API server's connections to etcd", () => {
  const text = guardConfiguration(plan);

  it("listens for every URL that the API server is given, on loopback alone", () => {
    const listeners = [...text.matchAll(/bind (\S+)/g)].map(([, address]) => `https://${address ?? ""}`);
    expect(listeners).toEqual(etcdUrlsFor(plan));
    expect(listeners.every((url) => url.startsWith("https://127.0.0.1:"))).toBe(true);
  });

  it("reaches members by IPv6, too", () => {
    const ipv6 = guardConfiguration(externalPlanOf({ addressFamily: "ipv6" }));
    expect(ipv6).toContain("server etcd-0 [fd90::193]:2379\n");
  });

  it("has each member once, asks whether it lives, and closes the connections to one that does not", () => {
    expect(
      [...text.matchAll(/^ {2}server (\S+) (\S+)$/gm)].map(
        ([, name, address]) => `${name ?? ""} ${address ?? ""}`,
      ),
    ).toEqual(["etcd-0 10.90.0.193:2379", "etcd-1 10.90.0.194:2379", "etcd-2 10.90.0.195:2379"]);
    expect(text).toContain("uri /livez");
    expect(text).toContain("on-marked-down shutdown-sessions");
  });
});
