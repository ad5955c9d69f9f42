import { type MachineFiles, mergeMachineFiles } from "../../manifests/file";
import { podNetwork } from "../../manifests/kubernetes/cni";
import { containerRuntime } from "../../manifests/kubernetes/containerd";
import { nodeNetwork } from "../../manifests/kubernetes/node-network";
import { hosts } from "../../manifests/openshift/rehearsal/hosts";
import { rehearsalKubelet } from "../../manifests/openshift/rehearsal/kubelet";
import type { OpenshiftBundle } from "../../pki/openshift-bundle";
import type { OpenshiftClusterPlan } from "../../topology/openshift/plan";
import type { NodeMachine } from "../../topology/plan";

/**
 * A node of a rehearsal: it stands in for what the machine config server would serve, as there is no release to render
 * it from. Its static pods come from the operators, or from who plays them, as on a real one.
 */
export function rehearsalNodeFiles(
  plan: OpenshiftClusterPlan,
  bundle: OpenshiftBundle,
  node: NodeMachine,
): MachineFiles {
  return mergeMachineFiles([
    nodeNetwork(plan, node),
    podNetwork(node),
    hosts(plan),
    containerRuntime(plan.platform),
    rehearsalKubelet(plan, bundle, node),
  ]);
}
