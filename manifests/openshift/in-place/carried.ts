import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { bootkubePaths } from "../bootkube/paths";
import { mounts } from "../bootstrap-mounts";
import { bootstrapPods } from "../static-pods";
import { remoteShellPaths } from "../../virtual-machine/ssh";
import { inPlacePaths } from "./paths";

/** Something of the live system that the node has at the same path. */
interface Carried {
  readonly path: string;
  readonly why: string;
}

/** What goes from the memory of the live system to the disk (facts: sno-plus.md, 2 b): folders as a whole, and files. */
export const carried = [
  { path: mounts.etcdData.onMachine, why: "it is the cluster" },
  {
    path: mounts.etcdCertificates.onMachine,
    why: "etcd serves with them until the operator's own takes its place",
  },
  {
    path: mounts.secrets.onMachine,
    why: "the control plane shows and signs with what is in it",
  },
  {
    path: mounts.configs.onMachine,
    why: "the control plane's programs read their settings there",
  },
  {
    path: `${bootkubePaths.auth}/kubeconfig-loopback`,
    why: "what follows asks the node's own API server with it",
  },
  { path: bootkubePaths.records, why: "the report goes on where it was, and nothing is done twice" },
  { path: inPlacePaths.log, why: "what the live system said is gone with it otherwise" },
  {
    path: remoteShellPaths.hostKey,
    why: "the installed machine is known by the same key as the live system",
  },
  { path: remoteShellPaths.administrators, why: "who may enter the live system may enter the machine" },
  { path: remoteShellPaths.settings, why: "and in the same way" },
] as const satisfies readonly Carried[];

/** A static pod of the live system, and what the file is called from which the node runs it. */
export interface CarriedPod {
  readonly name: string;
  readonly template: string;
  readonly onNode: string;
}

/**
 * The pods that run on until the operators' own take their places, in files of the same names: those that do not have the
 * names of the operators' would run beside them for ever. The version operator is a Deployment by then.
 */
export function carriedPods(plan: OpenshiftClusterPlan): readonly CarriedPod[] {
  return bootstrapPods(plan)
    .filter(({ stage }) => stage === "etcd" || stage === "controlPlane")
    .map(({ name, stage, fileName }) => ({
      name,
      template: `${bootkubePaths.podTemplates}/${fileName}`,
      onNode: `${bootkubePaths.staticPods}/${stage === "etcd" ? "etcd-pod.yaml" : fileName}`,
    }));
}
