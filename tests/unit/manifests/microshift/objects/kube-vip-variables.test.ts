import {
  kubeVipEnvironment,
  kubeVipVariables,
} from "../../../../../manifests/microshift/objects/kube-vip-variables";
import { objectsPlan } from "../../../../support/microshift-objects";

const plan = objectsPlan({ virtualAddress: "10.90.0.200", virtualInterface: "br-lan" });
const environment = kubeVipEnvironment(plan);
const values = Object.fromEntries(environment.map(({ name, value }) => [name, value]));

describe("kube-vip's variables", () => {
  it("give the address its prefix by vip_subnet, and never by vip_cidr, which kube-vip 1.0.2 does not read", () => {
    expect(values["vip_subnet"]).toBe("32");
    expect(environment.map(({ name }) => name)).not.toContain("vip_cidr");
  });

  it("have the address, the interface and the port of the plan", () => {
    expect(values).toMatchObject({ address: "10.90.0.200", vip_interface: "br-lan", port: "6443" });
  });

  it("let a holder go before another takes over, and let it try again before it goes", () => {
    const seconds = (name: string) => Number(values[name]);
    expect(seconds("vip_leaseduration")).toBeGreaterThan(seconds("vip_renewdeadline"));
    expect(seconds("vip_renewdeadline")).toBeGreaterThan(2 * seconds("vip_retryperiod"));
  });

  it("have one lease for the API's address, under MicroShift's own name, whose holder is the node", () => {
    expect(values).toMatchObject({ vip_leaderelection: "true", vip_leasename: "microshift-vip" });
    expect(environment).toContainEqual({
      name: "vip_nodename",
      valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } },
    });
  });

  it("lead to its own node's API server by the name that service accounts trust it by", () => {
    expect(values).toMatchObject({
      KUBERNETES_SERVICE_HOST: "localhost",
      KUBERNETES_SERVICE_PORT: "6443",
    });
  });

  it("are said once each, with the reason", () => {
    expect(environment.map(({ name }) => name)).toEqual(Object.keys(kubeVipVariables));
    for (const { why } of Object.values(kubeVipVariables)) expect(why.length).toBeGreaterThan(10);
  });
});
