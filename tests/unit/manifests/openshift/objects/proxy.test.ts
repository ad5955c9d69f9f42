import { proxy } from "../../../../../manifests/openshift/objects/proxy";
import { parseConfig } from "../../../../../topology/config";
import { plan as planFor } from "../../../../../topology/make-plan";
import { isOpenshift } from "../../../../../topology/openshift/plan";
import { okdInput } from "../../../../support/openshift-config";
import { openshiftPlanOf } from "../../../../support/openshift-plan";

const settings = {
  httpProxy: "http://proxy.example.com:3128",
  httpsProxy: "http://proxy.example.com:3128",
  noProxy: ["localhost", "mirror.example.com"],
};
const behindProxy = openshiftPlanOf({ proxy: settings });

describe("the Proxy", () => {
  it("blocker 12: is there without a proxy as well, empty, before CVO would make one", () => {
    const { spec, status } = proxy(openshiftPlanOf());
    expect(spec).toEqual({ trustedCA: { name: "" } });
    expect(status).toBeUndefined();
  });

  it("wants in its spec what its status says, or the network's operator would render machines anew", () => {
    const { spec, status } = proxy(behindProxy);
    expect(status).toEqual({ ...settings, noProxy: "localhost,mirror.example.com" });
    expect(spec).toEqual({ ...status, trustedCA: { name: "" } });
  });

  it("lets everything within the cluster be reached directly, each named once", () => {
    const configured = okdInput({ proxy: settings }, { clusterName: "okd", baseDomain: "example.com" });
    const planned = planFor(parseConfig("okd", configured));
    if (!isOpenshift(planned)) throw new Error("the plan is not OpenShift's");
    const list = (proxy(planned).status?.noProxy ?? "").split(",");
    expect(list).toEqual([...new Set(list)].sort());
    expect(list).toEqual(
      expect.arrayContaining([
        "127.0.0.1",
        "localhost",
        ".svc",
        `.${planned.serviceDomain}`,
        planned.openshift.internalApiFqdn,
        "mirror.example.com",
        ...planned.networks.machine.map(({ cidr }) => cidr),
        ...planned.networks.pod.map(({ cidr }) => cidr),
        ...planned.networks.service.map(({ cidr }) => cidr),
      ]),
    );
  });

  it("names the bundle of the plan's further authorities", () => {
    expect(proxy(openshiftPlanOf({ trustBundle: "PEM" })).spec.trustedCA.name).toBe("user-ca-bundle");
  });
});
