import type { MachineFiles } from "../manifests/file";
import type { Bundle } from "../pki/bundle";
import type { ClusterPlan, NodeMachine } from "../topology/plan";
import { kubernetesNodeFiles } from "./kubernetes-node";

/** A worker is a node and nothing else. */
export function workerFiles(plan: ClusterPlan, bundle: Bundle, node: NodeMachine): MachineFiles {
  return kubernetesNodeFiles(plan, bundle, node);
}
