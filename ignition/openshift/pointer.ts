import { type MachineFiles, mergeMachineFiles } from "../../manifests/file";
import { coreosNetwork } from "../../manifests/openshift/coreos/network";
import type { OpenshiftBundle } from "../../pki/openshift-bundle";
import type { OpenshiftClusterPlan } from "../../topology/openshift/plan";
import { hostOf } from "../../topology/network";
import type { NodeMachine } from "../../topology/plan";
import { ports } from "../../topology/ports";

/** The pools of machines, by what they are for; the machine config server has a configuration for each. */
export const pools = { controlPlane: "master", worker: "worker" } as const;

/**
 * What a node boots with: it fetches its configuration from the machine config server, which it knows by its authority,
 * and has its own network and name besides (facts: openshift-hard-way.md, 7.4 and 7.5).
 */
export function pointerFiles(
  plan: OpenshiftClusterPlan,
  bundle: OpenshiftBundle,
  node: NodeMachine,
): MachineFiles {
  const source = `${serverOf(plan)}/config/${pools[node.role]}`;
  const authorityPem = bundle.authorities["root-ca"].certificatePem;
  return mergeMachineFiles([coreosNetwork(plan, node), { fetches: [{ source, authorityPem }] }]);
}

/**
 * Who serves the configurations, by the name that every control plane's address has or, where the user asks for it, without
 * TLS by the address that they share: it is there whichever of them is lost (facts: sno-plus.md, sections 5 and 6).
 */
function serverOf({ openshift, api }: OpenshiftClusterPlan): string {
  return openshift.inPlace?.machineConfigs === "plain"
    ? `http://${hostOf(api.address)}:${ports.machineConfigServerPlain}`
    : `https://${openshift.internalApiFqdn}:${ports.machineConfigServer}`;
}
