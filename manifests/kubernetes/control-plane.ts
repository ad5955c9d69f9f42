import type { Bundle } from "../../pki/bundle";
import type { ClusterPlan, Machine } from "../../topology/plan";
import { type MachineFiles, privateDirectory } from "../file";
import { etcd } from "./etcd";
import { kubeApiServer } from "./kube-apiserver";
import { kubeControllerManager } from "./kube-controller-manager";
import { kubeScheduler } from "./kube-scheduler";
import { directories } from "./paths";
import { podFile } from "./static-pod";

const programs = [kubeApiServer, kubeControllerManager, kubeScheduler] as const;

/** Which machine a control plane is for, and where its pods wait: where the kubelet runs them at once, or beside. */
export interface ControlPlaneHost {
  readonly machine: Machine;
  readonly podDirectory: string;
}

/** All programs of a control plane, with etcd where it has no machines of its own: static pods, and the files they read. */
export function controlPlanePrograms(
  plan: ClusterPlan,
  bundle: Bundle,
  { machine, podDirectory }: ControlPlaneHost,
): Partial<MachineFiles> {
  const isStacked = plan.topology !== "external-etcd";
  const rendered = [...(isStacked ? [etcd] : []), ...programs].map((program) =>
    program(plan, bundle, machine),
  );
  return {
    directories: [
      ...(isStacked ? [privateDirectory("etcd", directories.etcdData)] : []),
      privateDirectory("root", directories.manifests),
      privateDirectory("root", directories.auditLog),
    ],
    files: rendered.flatMap((program) => [podFile(podDirectory, program), ...program.files]),
  };
}
