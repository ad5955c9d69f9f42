import { apiServerSans, etcdSans, kubeletSans } from "../../../topology/sans";
import { planOf } from "../../support/plan";

const plan = planOf();

describe("the names of a server", () => {
  it("that serves the API are all those that its clients know it by", () => {
    expect(apiServerSans(plan, plan.bootstrap)).toEqual({
      dns: [
        "kubernetes",
        "kubernetes.default",
        "kubernetes.default.svc",
        "kubernetes.default.svc.cluster.local",
        "localhost",
        "bootstrap",
        "bootstrap.dev.hardway.internal",
        "api.dev.hardway.internal",
      ],
      ip: ["127.0.0.1", "10.90.0.10", "10.90.0.5", "10.96.0.1"],
    });
  });

  it("that serves the API include further ones, names and addresses apart", () => {
    const sans = apiServerSans(planOf({ extraApiSans: ["203.0.113.7", "k8s.example.com"] }), plan.bootstrap);
    expect(sans.dns.at(-1)).toBe("k8s.example.com");
    expect(sans.ip.at(-1)).toBe("203.0.113.7");
  });

  it("stand there once, even where a further one is asked for that is there anyway", () => {
    const sans = apiServerSans(planOf({ extraApiSans: ["localhost", "127.0.0.1"] }), plan.bootstrap);
    expect(sans).toEqual(apiServerSans(plan, plan.bootstrap));
  });

  it("that is an etcd member are its machine's and loopback", () => {
    expect(etcdSans(plan.bootstrap)).toEqual({
      dns: ["localhost", "bootstrap", "bootstrap.dev.hardway.internal"],
      ip: ["127.0.0.1", "10.90.0.10"],
    });
  });

  it("that is a kubelet are its machine's alone, so that no other can stand for it", () => {
    expect(plan.workers.map(kubeletSans)).toEqual([
      { dns: ["worker-0", "worker-0.dev.hardway.internal"], ip: ["10.90.0.21"] },
      { dns: ["worker-1", "worker-1.dev.hardway.internal"], ip: ["10.90.0.22"] },
    ]);
  });
});
