import { proxy } from "../../../../../manifests/openshift/objects/proxy";
import { openshiftPlanOf } from "../../../../support/openshift-plan";

const settings = {
  httpProxy: "http://proxy.example.com:3128",
  httpsProxy: "http://proxy.example.com:3128",
  noProxy: ["mirror.example.com", "localhost"],
};
const behindProxy = openshiftPlanOf({ proxy: settings });

describe("the Proxy", () => {
  it("blocker 12: is there without a proxy as well, empty, before CVO would make one", () => {
    const { spec, status } = proxy(openshiftPlanOf());
    expect(spec).toEqual({ trustedCA: { name: "" } });
    expect(status).toBeUndefined();
  });

  it("wants what the user wants, and no more, in its spec", () => {
    expect(proxy(behindProxy).spec).toMatchObject({
      httpsProxy: settings.httpsProxy,
      noProxy: "mirror.example.com,localhost",
    });
  });

  it("lets everything within the cluster be reached directly, each named once", () => {
    const list = (proxy(behindProxy).status?.noProxy ?? "").split(",");
    expect(list).toEqual([...new Set(list)].sort());
    expect(list).toEqual(
      expect.arrayContaining([
        "127.0.0.1",
        "localhost",
        ".svc",
        ".cluster.local",
        "api-int.okd.example.com",
        "mirror.example.com",
        ...behindProxy.networks.machine.map(({ cidr }) => cidr),
        ...behindProxy.networks.pod.map(({ cidr }) => cidr),
        ...behindProxy.networks.service.map(({ cidr }) => cidr),
      ]),
    );
  });

  it("names the bundle of the plan's further authorities", () => {
    expect(proxy(openshiftPlanOf({ trustBundle: "PEM" })).spec.trustedCA.name).toBe("user-ca-bundle");
  });
});
