import { parse } from "yaml";
import { clusterConfig } from "../../../../../manifests/openshift/objects/cluster-config";
import { inPlacePlanOf, openshiftPlanOf } from "../../../../support/openshift-plan";

const proxy = { httpProxy: "http://user:secret@proxy:3128", httpsProxy: "", noProxy: [] };
const plan = openshiftPlanOf({ proxy }, { controlPlanes: 3, workers: 2 });
const { metadata, data } = clusterConfig(plan);
const text = data?.["install-config"] ?? "";

describe("the installer's configuration", () => {
  it("is where operators look for it", () => {
    expect(metadata).toMatchObject({ namespace: "kube-system", name: "cluster-config-v1" });
  });

  it("says how many control planes etcd's operator is to wait for", () => {
    expect(parse(text)).toMatchObject({ controlPlane: { replicas: 3 }, compute: [{ replicas: 2 }] });
  });

  it("has the domain in the installer's two parts", () => {
    expect(parse(text)).toMatchObject({ metadata: { name: "okd" }, baseDomain: "example.com" });
  });

  it("has the plan's networks, the machines' among them", () => {
    expect(parse(text)).toMatchObject({
      networking: {
        networkType: "OVNKubernetes",
        machineNetwork: plan.networks.machine.map(({ cidr }) => ({ cidr })),
      },
      platform: { none: {} },
    });
  });

  it("has nothing secret: everyone who is somebody in the cluster may read it", () => {
    expect(text).not.toMatch(/pullSecret|secret@/);
  });

  it("says in place which disk is installed on, and that there is one control plane at first", () => {
    const grown = clusterConfig(inPlacePlanOf({}, { controlPlanes: 3 })).data?.["install-config"] ?? "";
    expect(parse(grown)).toMatchObject({
      controlPlane: { replicas: 1 },
      compute: [{ replicas: 0 }],
      bootstrapInPlace: { installationDisk: "/dev/vda" },
    });
    expect(parse(text)).not.toHaveProperty("bootstrapInPlace");
  });
});
