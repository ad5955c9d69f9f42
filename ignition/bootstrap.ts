import { type MachineFiles, mergeMachineFiles } from "../manifests/file";
import { bootstrapPivot } from "../manifests/kubernetes/bootstrap-pivot";
import { containerRuntime } from "../manifests/kubernetes/containerd";
import { controlPlanePrograms } from "../manifests/kubernetes/control-plane";
import { standaloneKubelet } from "../manifests/kubernetes/kubelet";
import { nodeNetwork } from "../manifests/kubernetes/node-network";
import { directories } from "../manifests/kubernetes/paths";
import type { Bundle } from "../pki/bundle";
import { bootstrapOf, type ClusterPlan } from "../topology/plan";

/** The bootstrap machine starts a whole control plane by itself and waits to be told that it may go. */
export function bootstrapFiles(plan: ClusterPlan, bundle: Bundle): MachineFiles {
  const machine = bootstrapOf(plan);
  return mergeMachineFiles([
    nodeNetwork(plan, machine),
    containerRuntime(plan.platform),
    standaloneKubelet(plan),
    controlPlanePrograms(plan, bundle, { machine, podDirectory: directories.manifests }),
    bootstrapPivot(plan, bundle),
  ]);
}
