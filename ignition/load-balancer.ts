import { type MachineFiles, mergeMachineFiles } from "../manifests/file";
import { haproxy } from "../manifests/haproxy";
import { keepalived } from "../manifests/keepalived";
import { virtualAddress } from "../manifests/virtual-address";
import type { Bundle } from "../pki/bundle";
import type { ClusterPlan, Machine } from "../topology/plan";

/** A load balancer holds no key: TLS passes through it. One of several may hold the address that they share. */
export function loadBalancerFiles(plan: ClusterPlan, bundle: Bundle, machine: Machine): MachineFiles {
  const { certificatePem } = bundle.authorities.kubernetes;
  return mergeMachineFiles([
    haproxy(plan, certificatePem),
    keepalived(plan, bundle, machine),
    virtualAddress(plan, machine),
  ]);
}
