import { type MachineFiles, mergeMachineFiles } from "../../manifests/file";
import { haproxy } from "../../manifests/haproxy";
import type { OpenshiftBundle } from "../../pki/openshift-bundle";
import type { OpenshiftClusterPlan } from "../../topology/openshift/plan";

/** A load balancer holds no key: TLS passes through it. */
export function openshiftLoadBalancerFiles(
  plan: OpenshiftClusterPlan,
  bundle: OpenshiftBundle,
): MachineFiles {
  const { certificatePem } = bundle.authorities["kube-apiserver-lb-signer"];
  return mergeMachineFiles([haproxy(plan, certificatePem)]);
}
