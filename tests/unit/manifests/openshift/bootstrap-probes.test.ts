import { probesOf } from "../../../../manifests/openshift/bootstrap-probes";

const health = { port: 6443, started: "/livez", live: "/livez?exclude=etcd", ready: "/readyz" };

describe("the probes of the bootstrap machine's programs", () => {
  it("dial loopback, as the machine is no node and has no node's address", () => {
    expect(probesOf("usual", health).readinessProbe?.httpGet).toEqual({
      host: "127.0.0.1",
      scheme: "HTTPS",
      port: 6443,
      path: "/readyz",
    });
  });

  it("give a program as long to start as the real bootstrap at least, and longer where it is emulated", () => {
    const seconds = (pace: "usual" | "emulated") => {
      const { periodSeconds = 0, failureThreshold = 0 } = probesOf(pace, health).startupProbe ?? {};
      return periodSeconds * failureThreshold;
    };
    expect(seconds("usual")).toBeGreaterThanOrEqual(150);
    expect(seconds("emulated")).toBeGreaterThan(seconds("usual"));
  });
});
