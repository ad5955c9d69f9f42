import { coreDns } from "../../../../../manifests/kubernetes/objects/coredns";
import { planOf } from "../../../../support/plan";

const objects = coreDns(planOf());
const deployment = objects.find((object) => object.kind === "Deployment")?.spec;
const service = objects.find((object) => object.kind === "Service")?.spec;

/** The rule by which the replicas are spread. */
function spreadOf(config: Parameters<typeof planOf>[0]) {
  const found = coreDns(planOf(config)).find((object) => object.kind === "Deployment");
  return found?.spec.template.spec?.topologySpreadConstraints?.[0];
}

describe("CoreDNS", () => {
  it("is reached at the address that every kubelet gives its pods", () => {
    expect(service?.clusterIP).toBe("10.96.0.10");
  });

  it("has an address of each family in a cluster of both, and IPv6's in one of IPv6", () => {
    const specOf = (addressFamily: string) =>
      coreDns(planOf({ addressFamily })).find((object) => object.kind === "Service")?.spec;
    expect(specOf("dual")).toMatchObject({
      clusterIP: "10.96.0.10",
      clusterIPs: ["10.96.0.10", "fd96::10"],
      ipFamilyPolicy: "RequireDualStack",
    });
    expect(specOf("ipv6")?.clusterIP).toBe("fd96::10");
  });

  it("answers for the plan's service domain", () => {
    const configMap = objects.find((object) => object.kind === "ConfigMap");
    expect(configMap?.data?.["Corefile"]).toContain("kubernetes cluster.local in-addr.arpa ip6.arpa");
  });

  it("runs without any privilege, on ports that need none", () => {
    expect(deployment?.template.spec?.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 65534,
    });
    expect(service?.ports?.map(({ port, targetPort }) => [port, targetPort])).toContainEqual([53, "dns"]);
  });

  it("never has both replicas on one node, even while only one node has joined", () => {
    expect(deployment?.replicas).toBe(2);
    expect(spreadOf({})).toMatchObject({ minDomains: 2, maxSkew: 1, whenUnsatisfiable: "DoNotSchedule" });
  });

  it("starts all the same in a cluster of one node", () => {
    expect(spreadOf({ controlPlanes: 1, workers: 0 })?.minDomains).toBe(1);
  });

  it("may run on control planes, which are there first and in every cluster", () => {
    expect(deployment?.template.spec?.tolerations).toEqual([
      { key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" },
    ]);
  });

  it("finds its pods by the Service's selector", () => {
    expect(deployment?.template.metadata?.labels).toMatchObject(service?.selector ?? {});
  });
});
