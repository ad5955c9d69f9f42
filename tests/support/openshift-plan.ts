import type { ConfigInput } from "../../topology/config";
import { isOpenshift, type OpenshiftClusterPlan, type OpenshiftPlan } from "../../topology/openshift/plan";
import { coreosLibvirt, okdInput } from "./openshift-config";
import { anyPlanOf, planOf } from "./plan";

const digest = "5".repeat(64);
const sshKeys = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample user"];

/** The plan of an OKD cluster named okd, with the given values of its own and of any cluster. */
export function openshiftPlanOf(
  own: Partial<OpenshiftPlan> = {},
  overrides: ConfigInput = {},
): OpenshiftClusterPlan {
  const made = planOf({ clusterName: "okd", baseDomain: "example.com", ...overrides });
  return {
    ...made,
    distribution: "okd",
    openshift: {
      release: {
        version: "4.19.0-okd-scos.1",
        minor: "4.19",
        image: `quay.io/okd/scos-release@sha256:${digest}`,
      },
      infrastructureName: "okd-x7k2p",
      clusterId: "0b5c2d3e-7f41-4c8a-9d26-3a1f5e6b7c80",
      appsDomain: `apps.${made.domain}`,
      internalApiFqdn: `api-int.${made.domain}`,
      controlPlanesSchedulable: made.workers.length === 0,
      mirrors: [],
      trustBundle: "",
      proxy: undefined,
      sshKeys,
      payload: "image",
      machineImage: undefined,
      inPlace: undefined,
      ...own,
    },
  };
}

/**
 * The same of a cluster that begins in place, on one control plane unless more are asked for: on virtual machines, as no
 * other platform boots a live image.
 */
export function inPlacePlanOf(
  own: Partial<OpenshiftPlan> = {},
  overrides: ConfigInput = {},
): OpenshiftClusterPlan {
  const config = okdInput(
    {
      sshKeys,
      installationDisk: "/dev/vda",
      liveImage: { url: "https://example.com/live.iso", sha256: "3".repeat(64) },
    },
    {
      clusterName: "okd",
      baseDomain: "example.com",
      topology: "sno-plus",
      libvirt: { ...coreosLibvirt, loadBalancer: undefined },
      controlPlanes: 1,
      workers: 0,
      ...overrides,
    },
  );
  const made = anyPlanOf(config);
  if (!isOpenshift(made)) throw new Error("the plan is not one of OpenShift");
  return { ...made, openshift: { ...made.openshift, ...own } };
}
