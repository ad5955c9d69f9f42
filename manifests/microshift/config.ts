import type { MicroshiftPlan, MicroshiftPlatform } from "../../topology/microshift/plan";
import { yamlText } from "../yaml";
import { gitopsKustomizePaths } from "./gitops";
import { mergeSettings, type Settings, textsAt } from "./settings";

/** What the configuration of a node has of the node itself. */
export interface ConfiguredNode {
  readonly name: string;
  readonly address: string;
}

/**
 * Whether the file says what the node is called. A node that MicroShift has started under one name never starts under
 * another (facts: microshift.md, A6), so a name that something else may change is written down.
 */
const namedBy: Readonly<Record<MicroshiftPlatform["kind"], { readonly in: "file" | "host"; why: string }>> = {
  libvirt: { in: "file", why: "a virtual machine's DHCP server may hand out another name" },
  podman: { in: "host", why: "the container is made with the node's name as its host name" },
  ssh: { in: "host", why: "the host had its name before, and keeps it" },
};

const subjectAltNames = ["apiServer", "subjectAltNames"] as const;

/**
 * MicroShift's configuration file of a node, /etc/microshift/config.yaml: the user's settings, and over them what the
 * rest of the plan stands on. Names of the API's certificate are added to the user's own.
 */
export function microshiftConfig(plan: MicroshiftPlan, node: ConfiguredNode): string {
  const names = [...namesOfApi(plan, node), ...textsAt(plan.settings, subjectAltNames)];
  const own: Settings = {
    dns: { baseDomain: plan.domain },
    network: {
      clusterNetwork: [plan.networks.pod.cidr],
      serviceNetwork: [plan.networks.service.cidr],
    },
    apiServer: { subjectAltNames: [...new Set(names)] },
    ...(namedBy[plan.platform.kind].in === "file" && { node: { hostnameOverride: node.name } }),
  };
  const paths = plan.addOns.includes("gitops") ? { manifests: { kustomizePaths: gitopsKustomizePaths } } : {};
  return yamlText(mergeSettings(mergeSettings(paths, plan.settings), own));
}

/** What clients call the API by; for each there is a kubeconfig in a folder of that name (facts: microshift.md, A7). */
function namesOfApi({ api, domain }: MicroshiftPlan, { address }: ConfiguredNode): readonly string[] {
  return [address, api.address, `api.${domain}`, ...api.extraSans];
}
