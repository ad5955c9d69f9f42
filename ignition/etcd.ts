import { etcdMember } from "../manifests/etcd/member";
import { type MachineFiles, mergeMachineFiles } from "../manifests/file";
import type { Bundle } from "../pki/bundle";
import type { ClusterPlan, Machine } from "../topology/plan";

/** A machine of etcd's own runs etcd and nothing else. */
export function etcdMachineFiles(plan: ClusterPlan, bundle: Bundle, machine: Machine): MachineFiles {
  return mergeMachineFiles([etcdMember(plan, bundle, machine)]);
}
