import { type MachineFiles, mergeMachineFiles } from "../manifests/file";
import { kernelModules } from "../manifests/virtual-machine/kernel";
import { machineIdentity } from "../manifests/virtual-machine/network";
import { remoteShell } from "../manifests/virtual-machine/ssh";
import { timeSlices } from "../manifests/virtual-machine/time-slices";
import type { SshAccess } from "../pki/ssh";
import type { ClusterPlan, Machine } from "../topology/plan";

/**
 * What a virtual machine is given beside the files of its role: what a container is given by its host, and the way in.
 * Secret.
 */
export function virtualMachineFiles(plan: ClusterPlan, machine: Machine, access: SshAccess): MachineFiles {
  return mergeMachineFiles([
    machineIdentity(plan, machine),
    kernelModules(),
    timeSlices(plan.pace),
    remoteShell(access),
  ]);
}
