import { type MachineFiles, mergeMachineFiles } from "../manifests/file";
import { podNetwork } from "../manifests/kubernetes/cni";
import { containerRuntime } from "../manifests/kubernetes/containerd";
import { nodeKubelet } from "../manifests/kubernetes/kubelet";
import { kubeletCertified } from "../manifests/kubernetes/kubelet-certified";
import { nodeNetwork } from "../manifests/kubernetes/node-network";
import type { Bundle } from "../pki/bundle";
import type { ClusterPlan, NodeMachine } from "../topology/plan";

/** What makes a machine a Kubernetes node, whatever else it is. */
export function kubernetesNodeFiles(plan: ClusterPlan, bundle: Bundle, node: NodeMachine): MachineFiles {
  return mergeMachineFiles([
    nodeNetwork(plan, node),
    podNetwork(node),
    containerRuntime(plan.platform),
    nodeKubelet(plan, bundle, node),
    kubeletCertified(plan.pace),
  ]);
}
