import {
  type MachineFiles,
  mergeMachineFiles,
  type NodeFile,
  publicFile,
  rootFile,
} from "../../manifests/file";
import { containerRuntime } from "../../manifests/kubernetes/containerd";
import { standaloneKubelet } from "../../manifests/kubernetes/kubelet";
import { nodeNetwork } from "../../manifests/kubernetes/node-network";
import { keyPairFiles, keyPairPaths } from "../../manifests/kubernetes/pem";
import { bootkube } from "../../manifests/openshift/bootkube/bootkube";
import { bootkubePaths } from "../../manifests/openshift/bootkube/paths";
import { mounts } from "../../manifests/openshift/bootstrap-mounts";
import { objectFiles } from "../../manifests/openshift/cluster-objects";
import { noAutoUpdate } from "../../manifests/openshift/coreos/auto-update";
import { imagePulls } from "../../manifests/openshift/coreos/container-runtime";
import { bootstrapKubelet } from "../../manifests/openshift/coreos/kubelet";
import { coreosNetwork } from "../../manifests/openshift/coreos/network";
import { nodeImage } from "../../manifests/openshift/coreos/node-image";
import { outsideWorld } from "../../manifests/openshift/coreos/outside";
import { openshiftKubeconfig, openshiftKubeconfigs } from "../../manifests/openshift/kubeconfigs";
import type { OwnerSecrets } from "../../manifests/openshift/objects/owner";
import { hosts } from "../../manifests/openshift/rehearsal/hosts";
import {
  bootstrapConfigFiles,
  bootstrapPodDirectories,
  bootstrapSecretFiles,
} from "../../manifests/openshift/static-pods";
import type { OpenshiftBundle } from "../../pki/openshift-bundle";
import type { OpenshiftClusterPlan } from "../../topology/openshift/plan";

/**
 * The machine on which the cluster begins (facts: openshift-hard-way.md, 7.1 and 7.2). What it runs and creates is the
 * same everywhere; what it runs it with is CoreOS's, or Debian's where it is a rehearsal. Secret.
 */
export function openshiftBootstrapFiles(
  plan: OpenshiftClusterPlan,
  bundle: OpenshiftBundle,
  secrets: OwnerSecrets,
): MachineFiles {
  return mergeMachineFiles([
    ...(plan.openshift.payload === "image" ? coreos(plan, secrets) : rehearsal(plan)),
    {
      directories: bootstrapPodDirectories(),
      files: [
        ...bootstrapSecretFiles(plan, bundle),
        ...bootstrapConfigFiles(plan),
        ...kubeconfigFiles(plan, bundle),
        ...operatorFiles(plan, bundle),
        ...objectFiles(plan, bundle, secrets),
      ],
    },
    bootkube(plan),
  ]);
}

/** A machine that runs the release's own programs. */
function coreos(plan: OpenshiftClusterPlan, { pullSecret }: OwnerSecrets): readonly Partial<MachineFiles>[] {
  const { openshift, bootstrap } = plan;
  return [
    // In place nobody else is there yet who could have the address that control planes share later.
    coreosNetwork(plan, bootstrap, openshift.inPlace === undefined ? [] : plan.api.addresses),
    imagePulls(openshift, pullSecret),
    outsideWorld(openshift),
    noAutoUpdate(plan),
    nodeImage(plan),
    bootstrapKubelet(plan),
    { logins: [{ user: "core", sshKeys: openshift.sshKeys }] },
  ];
}

/** What the release's own programs read, which mount it from the machine: the version operator, the machine config server, renders. */
function operatorFiles(plan: OpenshiftClusterPlan, bundle: OpenshiftBundle): readonly NodeFile[] {
  const { loopbackKubeconfig, nodeKubeconfig, machineConfigServerPair } = mounts;
  const kubeconfig = (path: string, name: "kubeconfig-loopback" | "kubeconfig-kubelet"): NodeFile =>
    rootFile(path, openshiftKubeconfig(plan, bundle, name));
  return [
    kubeconfig(loopbackKubeconfig.onMachine, "kubeconfig-loopback"),
    kubeconfig(nodeKubeconfig.onMachine, "kubeconfig-kubelet"),
    ...keyPairFiles(
      keyPairPaths(machineConfigServerPair.onMachine, "tls"),
      bundle.leaves["machine-config-server"],
    ),
    publicFile(`${bootkubePaths.tls}/root-ca.crt`, bundle.authorities["root-ca"].certificatePem),
  ];
}

/** A container with Debian, which runs upstream's programs as a machine of distribution kubernetes does. */
function rehearsal(plan: OpenshiftClusterPlan): readonly Partial<MachineFiles>[] {
  return [
    nodeNetwork(plan, plan.bootstrap),
    hosts(plan),
    containerRuntime(plan.platform),
    standaloneKubelet(plan),
  ];
}

/** The kubeconfigs for whoever is on the machine; those of its pods are among the pods' secrets. */
function kubeconfigFiles(plan: OpenshiftClusterPlan, bundle: OpenshiftBundle): readonly NodeFile[] {
  const names = Object.keys(openshiftKubeconfigs) as (keyof typeof openshiftKubeconfigs)[];
  return names.flatMap((name) => {
    const { path } = openshiftKubeconfigs[name];
    if (path === undefined || path.startsWith(mounts.secrets.onMachine)) return [];
    return [rootFile(path, openshiftKubeconfig(plan, bundle, name))];
  });
}
