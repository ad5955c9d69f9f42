import type { ClusterConfig } from "../config";
import { plan } from "../make-plan";
import { firstControlPlaneOf, type ClusterPlan, type NodeMachine } from "../plan";

/** The virtual machine that MicroShift runs on, and the plan that platform libvirt makes it by. */
export interface VirtualMachine {
  readonly plan: ClusterPlan;
  readonly machine: NodeMachine;
}

/**
 * Plans the one virtual machine of a MicroShift stack on libvirt: its network, its name and its address are those of the
 * first control plane of any other cluster of one.
 */
export function virtualMachineOf(config: ClusterConfig): VirtualMachine {
  const planned = plan({
    ...config,
    distribution: "kubernetes",
    topology: "sno-plus",
    controlPlanes: 1,
    workers: 0,
  });
  return { plan: planned, machine: firstControlPlaneOf(planned) };
}
