import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import type { NodeMachine, Taint } from "../../../topology/plan";
import type { MachineFiles } from "../../file";
import { configurationFile, issuedKubeconfig, kubeletUnit } from "../../kubernetes/kubelet";
import {
  type KubeletConfiguration,
  kubeletPaths,
  nodeConfiguration,
} from "../../kubernetes/kubelet-configuration";
import { servedPaths } from "../served-paths";

const masterTaint: Taint = { key: "node-role.kubernetes.io/master", effect: "NoSchedule" };

/**
 * The kubelet of a node in a rehearsal. It stands in for the one that the machine config operator's files bring, and
 * asks for both its certificates as that one does: as node-bootstrapper for its client's, as itself for its server's. What
 * it asks with, and whom it trusts, is what a machine config server adds (ignition/openshift/served.ts).
 */
export function rehearsalKubelet(plan: OpenshiftClusterPlan, node: NodeMachine): Partial<MachineFiles> {
  return {
    files: [configurationFile(configuration(plan, node))],
    units: [
      kubeletUnit(
        {
          config: kubeletPaths.configuration,
          "bootstrap-kubeconfig": servedPaths.kubeconfig,
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
      x509: { clientCAFile: servedPaths.kubeletAuthorities },
    },
  };
}
