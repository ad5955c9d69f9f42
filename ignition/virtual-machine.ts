import { type MachineFiles, mergeMachineFiles } from "../manifests/file";
import { kernelModules } from "../manifests/virtual-machine/kernel";
import { machineIdentity } from "../manifests/virtual-machine/network";
import { remoteShell } from "../manifests/virtual-machine/ssh";
import { timeSlices } from "../manifests/virtual-machine/time-slices";
import type { SshAccess } from "../pki/ssh";
import type { ClusterPlan, Machine } from "../topology/plan";

/**
 * The way into a machine of CoreOS, which brings the rest of what a virtual machine needs and has its network and its name
 * among the files of its role. Its SSH server is called otherwise, and starts by itself. Secret.
 */
export function coreosMachineFiles(access: SshAccess): MachineFiles {
  const { files = [] } = remoteShell(access);
  return { directories: [], files, units: [] };
}

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
