import { type MachineFiles, mergeMachineFiles } from "../../manifests/file";
import { coreosNetwork } from "../../manifests/openshift/coreos/network";
import type { OpenshiftBundle } from "../../pki/openshift-bundle";
import type { OpenshiftClusterPlan } from "../../topology/openshift/plan";
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
  const server = `https://${plan.openshift.internalApiFqdn}:${ports.machineConfigServer}`;
  const source = `${server}/config/${pools[node.role]}`;
  const authorityPem = bundle.authorities["root-ca"].certificatePem;
  return mergeMachineFiles([coreosNetwork(plan, node), { fetches: [{ source, authorityPem }] }]);
}
