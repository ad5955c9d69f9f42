import { ports } from "../../../topology/ports";

describe("the ports", () => {
  it("are each one program's", () => {
    expect(new Set(Object.values(ports)).size).toBe(Object.keys(ports).length);
  });

  it("of OpenShift are those that its machines and operators have built in", () => {
    expect(ports).toMatchObject({
      machineConfigServer: 22623,
      machineConfigServerPlain: 22624,
      apiServerReadiness: 6080,
      ingressHttp: 80,
      ingressHttps: 443,
      ingressHealth: 1936,
    });
  });
});
