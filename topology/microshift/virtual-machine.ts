import type { ClusterConfig } from "../config";
import { plan } from "../make-plan";
import type { MicroshiftPlan } from "./plan";
import { firstControlPlaneOf, type ClusterPlan, type NodeMachine } from "../plan";

/** The virtual machine that MicroShift runs on, and the plan that platform libvirt makes it by. */
export interface VirtualMachine {
  readonly plan: ClusterPlan;
  readonly machine: NodeMachine;
}

/**
 * Plans the one virtual machine of a MicroShift stack on libvirt: its network and its address are those of the first control
 * plane of any other cluster of one, and its name is the node's.
 */
export function virtualMachineOf(config: ClusterConfig, { platform, nodes }: MicroshiftPlan): VirtualMachine {
  const [node] = nodes;
  if (platform.kind !== "libvirt" || node === undefined) throw new Error("the plan has no virtual machine");
  const planned = plan({
    ...config,
    distribution: "kubernetes",
    topology: "sno-plus",
    controlPlanes: 1,
    workers: 0,
  });
  const { name } = node;
  const machine = { ...firstControlPlaneOf(planned), name, fqdn: `${name}.${planned.domain}` };
  return { plan: { ...planned, libvirt: platform.libvirt, controlPlanes: [machine] }, machine };
}
