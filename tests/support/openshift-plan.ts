import type { ConfigInput } from "../../topology/config";
import type { OpenshiftClusterPlan, OpenshiftPlan } from "../../topology/openshift/plan";
import { planOf } from "./plan";

const digest = "5".repeat(64);

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
      sshKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample user"],
      payload: "image",
      machineImage: undefined,
      ...own,
    },
  };
}
