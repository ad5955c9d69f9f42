import { serviceWait } from "../../../../../plugins/kubernetes/waits/service";
import { verdictOf } from "./support";

const service = (spec: object, status: object = {}) => ({
  metadata: { name: "svc" },
  spec: { clusterIP: "10.97.0.1", type: "ClusterIP", ...spec },
  status: { ...status },
});
const selector = { app: "x" };
const slice = (ready: boolean) => ({ endpoints: [{ conditions: { ready } }] });

describe("a Service", () => {
  it.each([
    ["chooses no pods", {}],
    ["is headless", { clusterIP: "None", selector }],
    ["names something outside", { type: "ExternalName", selector }],
  ])("that %s is ready at once", async (_, spec) => {
    expect(await verdictOf(serviceWait, { object: service(spec) })).toEqual({ state: "ready" });
  });
  it("is ready when a ready pod stands behind it", async () => {
    const object = service({ selector });
    expect(await verdictOf(serviceWait, { object, others: { EndpointSlice: [slice(true)] } })).toEqual({
      state: "ready",
    });
    expect(await verdictOf(serviceWait, { object, others: { EndpointSlice: [slice(false)] } })).toMatchObject(
      {
        state: "waiting",
        againInMs: 10_000,
      },
    );
  });
  it("is ready after ten seconds without pods, or when its time is up", async () => {
    const object = service({ selector });
    expect(await verdictOf(serviceWait, { object, waitedMs: 10_000 })).toEqual({ state: "ready" });
    expect(await verdictOf(serviceWait, { object, waitedMs: 4000, timeoutMs: 4000 })).toEqual({
      state: "ready",
    });
  });
  it("with a load balancer needs its address", async () => {
    const balanced = { type: "LoadBalancer", selector };
    expect(await verdictOf(serviceWait, { object: service(balanced), waitedMs: 20_000 })).toMatchObject({
      problems: [
        expect.stringContaining("does not target any Pods") as string,
        expect.stringContaining("not allocated an IP address") as string,
      ],
    });
    const object = service(balanced, { loadBalancer: { ingress: [{ ip: "192.0.2.1" }] } });
    expect(await verdictOf(serviceWait, { object, others: { EndpointSlice: [slice(true)] } })).toEqual({
      state: "ready",
    });
  });
});
