import { type Bundle, credentialOf } from "../../pki/bundle";
import { apiUrl } from "../../topology/endpoints";
import type { Network } from "../../topology/network";
import { type Pace, timesOf } from "../../topology/pace";
import type { ClusterPlan, NodeMachine } from "../../topology/plan";
import { type MachineFiles, type NodeFile, publicFile, rootFile, type Unit } from "../file";
import { machineKubeconfig } from "../kubeconfig";
import { commandLines, startAtBoot, unitText } from "../unit-text";
import { yamlText } from "../yaml";
import { argumentsOf, type Flags } from "./flags";
import {
  type KubeletConfiguration,
  kubeletPaths,
  nodeConfiguration,
  standaloneConfiguration,
} from "./kubelet-configuration";
import { machineLimits } from "./machine-limits";
import { nodeNetworkUnit } from "./node-network";
import { keyPairFiles } from "./pem";

/** Where the kubelet keeps the kubeconfig that it makes once its first signing request is granted. */
export const issuedKubeconfig = "/var/lib/kubelet/kubeconfig";

/** The kubelet of the bootstrap machine: it runs static pods, and knows no API. */
export function standaloneKubelet(plan: ClusterPlan): Partial<MachineFiles> {
  return {
    files: [configurationFile(standaloneConfiguration(plan))],
    units: [kubeletUnit({ config: kubeletPaths.configuration, ...statistics(plan.pace) }, [])],
  };
}

/**
 * The kubelet of a node. It asks for its client certificate with a credential that is good for nothing else, goes
 * through the load balancer from the start, and serves with a certificate made by hand.
 */
export function nodeKubelet(plan: ClusterPlan, bundle: Bundle, node: NodeMachine): Partial<MachineFiles> {
  const bootstrap = { machine: node, leaf: "kubelet-bootstrap", server: apiUrl(plan) } as const;
  return {
    files: [
      configurationFile(nodeConfiguration(plan, node)),
      rootFile(kubeletPaths.bootstrapKubeconfig, machineKubeconfig(plan, bundle, bootstrap)),
      publicFile(kubeletPaths.clientAuthority, bundle.authorities.kubernetes.certificatePem),
      ...keyPairFiles(kubeletPaths.server, credentialOf(bundle, "kubelet-serving", node)),
    ],
    units: [
      kubeletUnit(
        {
          config: kubeletPaths.configuration,
          "bootstrap-kubeconfig": kubeletPaths.bootstrapKubeconfig,
          kubeconfig: issuedKubeconfig,
          "node-ip": node.addresses,
          ...statistics(plan.pace),
        },
        [...plan.networks.machine, ...plan.networks.pod],
      ),
    ],
  };
}

/** How often it measures every container, where that is not its own ten seconds. */
function statistics(pace: Pace): Flags {
  const { statisticsEvery } = timesOf[pace];
  if (statisticsEvery === undefined) return {};
  return {
    "housekeeping-interval": {
      value: `${statisticsEvery / 1000}s`,
      why: "an emulated processor would spend a fifth of its time on it",
    },
  };
}

/** The kubelet's configuration, for root alone. */
export function configurationFile(configuration: KubeletConfiguration): NodeFile {
  return rootFile(kubeletPaths.configuration, yamlText(configuration));
}

/** The kubelet talks to the programs of its machine and to the networks of its peers, and is heard by them alone. */
export function kubeletUnit(flags: Flags, peers: readonly Network[]): Unit {
  const before = `containerd.service ${nodeNetworkUnit}`;
  return {
    name: "kubelet.service",
    enabled: true,
    contents: unitText({
      Unit: {
        Description: "Kubernetes node agent",
        Documentation: "https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/",
        After: before,
        Requires: before,
        // A node that cannot reach its cluster for a while tries on, however often that takes.
        StartLimitIntervalSec: "0",
      },
      Service: {
        ExecStart: commandLines(
          "/usr/bin/kubelet",
          argumentsOf(flags).map(({ text }) => text),
        ),
        Restart: "always",
        RestartSec: "1",
        LimitNOFILE: machineLimits.LimitNOFILE,
        IPAddressDeny: "any",
        IPAddressAllow: ["localhost", ...peers.map(({ cidr }) => cidr)].join(" "),
      },
      Install: startAtBoot,
    }),
  };
}
