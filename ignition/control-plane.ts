import { etcdGuard } from "../manifests/etcd/guard";
import { type MachineFiles, mergeMachineFiles } from "../manifests/file";
import { controlPlanePrograms } from "../manifests/kubernetes/control-plane";
import { controlPlaneStart } from "../manifests/kubernetes/control-plane-start";
import { keepalived } from "../manifests/keepalived";
import { etcdMembership } from "../manifests/kubernetes/etcd-membership";
import { directories } from "../manifests/kubernetes/paths";
import { virtualAddress } from "../manifests/virtual-address";
import type { Bundle } from "../pki/bundle";
import type { ClusterPlan, NodeMachine } from "../topology/plan";
import { kubernetesNodeFiles } from "./kubernetes-node";

/**
 * A control plane is a node whose control plane waits, ready to start, until etcd has taken the machine in or answers. Where
 * nobody stands in front of them, one of them at a time has the API's address.
 */
export function controlPlaneFiles(plan: ClusterPlan, bundle: Bundle, node: NodeMachine): MachineFiles {
  return mergeMachineFiles([
    kubernetesNodeFiles(plan, bundle, node),
    controlPlanePrograms(plan, bundle, { machine: node, podDirectory: directories.staticPods }),
    ...(plan.topology === "external-etcd"
      ? [etcdGuard(plan, bundle, node), controlPlaneStart(plan)]
      : [etcdMembership(plan, node)]),
    ...(plan.topology === "sno-plus" ? [keepalived(plan, bundle, node), virtualAddress(plan, node)] : []),
  ]);
}
