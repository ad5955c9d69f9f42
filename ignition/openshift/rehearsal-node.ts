import { type MachineFiles, mergeMachineFiles } from "../../manifests/file";
import { podNetwork } from "../../manifests/kubernetes/cni";
import { containerRuntime } from "../../manifests/kubernetes/containerd";
import { nodeNetwork } from "../../manifests/kubernetes/node-network";
import { openshiftKubeconfig } from "../../manifests/openshift/kubeconfigs";
import { hosts } from "../../manifests/openshift/rehearsal/hosts";
import { rehearsalKubelet } from "../../manifests/openshift/rehearsal/kubelet";
import { caBundle } from "../../pki/ca-bundles";
import type { OpenshiftBundle } from "../../pki/openshift-bundle";
import type { OpenshiftClusterPlan } from "../../topology/openshift/plan";
import type { NodeMachine } from "../../topology/plan";
import { ignitionConfig } from "../node";
import { pools } from "./pointer";
import { filesAddedByServer, type RenderedMachineConfig, withAdded } from "./served";

/**
 * A node of a rehearsal: it has from its birth what the machine config server would serve, as there is no release to render
 * it from. Its static pods come from the operators, or from who plays them, as on a real one.
 */
export function rehearsalNodeFiles(
  plan: OpenshiftClusterPlan,
  bundle: OpenshiftBundle,
  node: NodeMachine,
): MachineFiles {
  const own = mergeMachineFiles([
    nodeNetwork(plan, node),
    podNetwork(node),
    hosts(plan),
    containerRuntime(plan.platform),
    rehearsalKubelet(plan, node),
  ]);
  const added = filesAddedByServer(configurationOf(plan, node, own), {
    minor: plan.openshift.release.minor,
    kubeconfig: openshiftKubeconfig(plan, bundle, "kubeconfig-kubelet"),
    kubeletAuthorities: caBundle(bundle, "kube-apiserver-complete-client-ca-bundle"),
  });
  return { ...own, files: withAdded(own.files, added) };
}

/** Under the name that the operators' stand-in gives to what it has rendered for a pool (tests/rehearsal/standins/status.go). */
function configurationOf(
  { openshift }: OpenshiftClusterPlan,
  { role }: NodeMachine,
  own: MachineFiles,
): RenderedMachineConfig {
  return {
    apiVersion: "machineconfiguration.openshift.io/v1",
    kind: "MachineConfig",
    metadata: { name: `rendered-${pools[role]}-rehearsal` },
    spec: { config: ignitionConfig(own), osImageURL: openshift.machineImage ?? "" },
  };
}
