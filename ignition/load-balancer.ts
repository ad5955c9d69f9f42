import { type MachineFiles, mergeMachineFiles } from "../manifests/file";
import { haproxy } from "../manifests/haproxy";
import type { Bundle } from "../pki/bundle";
import type { ClusterPlan } from "../topology/plan";

/** A load balancer holds no key: TLS passes through it. */
export function loadBalancerFiles(plan: ClusterPlan, bundle: Bundle): MachineFiles {
  return mergeMachineFiles([haproxy(plan, bundle)]);
}
