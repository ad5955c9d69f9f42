import { type MachineFiles, mergeMachineFiles } from "../manifests/file";
import { podNetwork } from "../manifests/kubernetes/cni";
import { containerRuntime } from "../manifests/kubernetes/containerd";
import { controlPlanePrograms } from "../manifests/kubernetes/control-plane";
import { etcdMembership } from "../manifests/kubernetes/etcd-membership";
import { nodeKubelet } from "../manifests/kubernetes/kubelet";
import { kubeletCertified } from "../manifests/kubernetes/kubelet-certified";
import { nodeNetwork } from "../manifests/kubernetes/node-network";
import { directories } from "../manifests/kubernetes/paths";
import type { Bundle } from "../pki/bundle";
import type { ClusterPlan, NodeMachine } from "../topology/plan";

/** A control plane is a node whose control plane waits, ready to start, until etcd has taken the machine in. */
export function controlPlaneFiles(plan: ClusterPlan, bundle: Bundle, node: NodeMachine): MachineFiles {
  return mergeMachineFiles([
    nodeNetwork(plan, node),
    podNetwork(node),
    containerRuntime(),
    nodeKubelet(plan, bundle, node),
    kubeletCertified(),
    controlPlanePrograms(plan, bundle, { machine: node, podDirectory: directories.staticPods }),
    etcdMembership(plan, node),
  ]);
}
