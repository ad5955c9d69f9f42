import { caBundle } from "../../../pki/ca-bundles";
import type { OpenshiftBundle } from "../../../pki/openshift-bundle";
import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import type { NodeMachine, Taint } from "../../../topology/plan";
import { type MachineFiles, publicFile, rootFile } from "../../file";
import { configurationFile, issuedKubeconfig, kubeletUnit } from "../../kubernetes/kubelet";
import {
  type KubeletConfiguration,
  kubeletPaths,
  nodeConfiguration,
} from "../../kubernetes/kubelet-configuration";
import { openshiftKubeconfig } from "../kubeconfigs";

/** Where the machine config server puts what a node's kubelet needs (facts: openshift-hard-way.md, 7.3). */
const paths = {
  bootstrapKubeconfig: "/etc/kubernetes/kubeconfig",
  clientAuthorities: "/etc/kubernetes/kubelet-ca.crt",
} as const;

const masterTaint: Taint = { key: "node-role.kubernetes.io/master", effect: "NoSchedule" };

/**
 * The kubelet of a node in a rehearsal. It stands in for the one that the machine config operator's files bring, and
 * asks for both its certificates as that one does: as node-bootstrapper for its client's, as itself for its server's.
 */
export function rehearsalKubelet(
  plan: OpenshiftClusterPlan,
  bundle: OpenshiftBundle,
  node: NodeMachine,
): Partial<MachineFiles> {
  return {
    files: [
      configurationFile(configuration(plan, node)),
      rootFile(paths.bootstrapKubeconfig, openshiftKubeconfig(plan, bundle, "kubeconfig-kubelet")),
      publicFile(paths.clientAuthorities, caBundle(bundle, "kube-apiserver-complete-client-ca-bundle")),
    ],
    units: [
      kubeletUnit(
        {
          config: kubeletPaths.configuration,
          "bootstrap-kubeconfig": paths.bootstrapKubeconfig,
          kubeconfig: issuedKubeconfig,
          "node-ip": node.addresses,
        },
        [...plan.networks.machine, ...plan.networks.pod],
      ),
    ],
  };
}

function configuration(plan: OpenshiftClusterPlan, node: NodeMachine): KubeletConfiguration {
  return {
    ...nodeConfiguration(plan, node),
    kind: "KubeletConfiguration",
    serverTLSBootstrap: true,
    tlsCertFile: "",
    tlsPrivateKeyFile: "",
    // OpenShift's kubelet labels its node with its role; upstream's may not, but may say it by the taint of that name.
    ...(node.role === "controlPlane" && { registerWithTaints: [masterTaint] }),
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: paths.clientAuthorities },
    },
  };
}
