import type { MachineFiles } from "../../manifests/file";
import type { OwnerSecrets } from "../../manifests/openshift/objects/owner";
import type { OpenshiftBundle } from "../../pki/openshift-bundle";
import type { OpenshiftClusterPlan } from "../../topology/openshift/plan";
import { type Machine, nodesOf } from "../../topology/plan";
import { openshiftBootstrapFiles } from "./bootstrap";
import { openshiftLiveFiles } from "./live";
import { openshiftLoadBalancerFiles } from "./load-balancer";
import { pointerFiles } from "./pointer";
import { rehearsalNodeFiles } from "./rehearsal-node";

/** Everything secret that a machine's files are rendered from. */
export interface KnownSecrets {
  readonly bundle: OpenshiftBundle;
  readonly values: OwnerSecrets;
}

/** What nodes boot with, by where the release comes from. */
const nodeFiles = { image: pointerFiles, folder: rehearsalNodeFiles } as const;

/** The directories, files and units of a machine of an OpenShift cluster, by its role. Secret. */
export function openshiftMachineFiles(
  plan: OpenshiftClusterPlan,
  { bundle, values }: KnownSecrets,
  machine: Machine,
): MachineFiles {
  switch (machine.role) {
    case "loadBalancer":
      return openshiftLoadBalancerFiles(plan, bundle);
    case "bootstrap":
      return plan.openshift.inPlace === undefined
        ? openshiftBootstrapFiles(plan, bundle, values)
        : openshiftLiveFiles(plan, bundle, values);
    case "controlPlane":
    case "worker":
      return nodeFiles[plan.openshift.payload](plan, bundle, nodeOf(plan, machine));
    case "etcd":
      throw new Error("OpenShift has etcd on its control planes alone");
  }
}

function nodeOf(plan: OpenshiftClusterPlan, { name }: Machine) {
  const node = nodesOf(plan).find((known) => known.name === name);
  if (node === undefined) throw new Error(`the plan has no node ${name}`);
  return node;
}
