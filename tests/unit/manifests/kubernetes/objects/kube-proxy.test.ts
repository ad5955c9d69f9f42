import { parse } from "yaml";
import { kubeProxy } from "../../../../../manifests/kubernetes/objects/kube-proxy";
import { planOf } from "../../../../support/plan";

const objects = kubeProxy(planOf());
const configMap = objects.find((object) => object.kind === "ConfigMap");
const pods = objects.find((object) => object.kind === "DaemonSet")?.spec.template;

describe("kube-proxy's configuration", () => {
  const configuration = parse(configMap?.data?.["config.yaml"] ?? "") as object;

  it("uses nftables and takes pods for local by the plan's pod network", () => {
    expect(configuration).toMatchObject({ mode: "nftables", clusterCIDR: "10.244.0.0/16" });
  });

  it("takes pods for local by the networks of both families", () => {
    const dual = kubeProxy(planOf({ addressFamily: "dual" })).find((object) => object.kind === "ConfigMap");
    expect(dual?.data?.["config.yaml"]).toContain("clusterCIDR: 10.244.0.0/16,fd42::/48\n");
  });

  it("leaves the host's connection table as it is", () => {
    expect(configuration).toMatchObject({ conntrack: { maxPerCore: 0, min: 0 } });
  });

  it("shows metrics on loopback only (CIS 4.3.1)", () => {
    expect(configuration).toMatchObject({ metricsBindAddress: "127.0.0.1:10249" });
  });

  it("reaches the API by the load balancer, as the Service needs kube-proxy itself", () => {
    expect(configMap?.data?.["kubeconfig"]).toContain("server: https://10.90.0.5:6443");
  });
});

describe("kube-proxy's pods", () => {
  it("read a kubeconfig that root alone may read (CIS 4.1.3)", () => {
    const volumes = pods?.spec?.volumes ?? [];
    expect(volumes.find(({ configMap: source }) => source !== undefined)?.configMap?.defaultMode).toBe(0o600);
  });

  it("run on every node, whatever its taints, in the node's network", () => {
    expect(pods?.spec).toMatchObject({ hostNetwork: true, tolerations: [{ operator: "Exists" }] });
  });

  it("are rolled out anew when the configuration changes", () => {
    const other = kubeProxy(planOf({ podNetwork: "10.0.0.0/16" }));
    const otherPods = other.find((object) => object.kind === "DaemonSet")?.spec.template;
    expect(pods?.metadata?.annotations).not.toEqual(otherPods?.metadata?.annotations);
  });

  it("may change the packet filter and nothing else", () => {
    expect(pods?.spec?.containers[0]?.securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"], add: ["NET_ADMIN"] },
      readOnlyRootFilesystem: true,
    });
  });

  it("find nft in the machine's userland (P11)", () => {
    expect(pods?.spec?.containers[0]?.env).toContainEqual({ name: "PATH", value: "/usr/sbin:/usr/bin" });
    expect(pods?.spec?.containers[0]?.volumeMounts).toContainEqual(
      expect.objectContaining({ mountPath: "/usr", readOnly: true }),
    );
  });
});
