import type { Family } from "../../topology/network";
import type { NodeMachine } from "../../topology/plan";
import { type MachineFiles, privateDirectory, rootFile } from "../file";

/** Where containerd looks for pod networks and for the plugins that make them. */
export const cniDirectories = { configuration: "/etc/cni/net.d", plugins: "/usr/lib/cni" } as const;

/** Where `host-local` writes which address is which pod's, readable by all (CNI plugins, "host-local"). */
const addressDirectory = "/var/lib/cni/networks";

const everywhere = { ipv4: "0.0.0.0/0", ipv6: "::/0" } as const satisfies Readonly<Record<Family, string>>;

/**
 * The pod network of one node: a bridge whose addresses are the node's own (CNI specification 1.0.0).
 * Pods keep their addresses on the way to other nodes, since every machine has routes to every pod network.
 */
export function podNetwork(node: NodeMachine): Partial<MachineFiles> {
  const network = {
    cniVersion: "1.0.0",
    name: "pods",
    plugins: [
      {
        type: "bridge",
        bridge: "cni0",
        isGateway: true,
        ipMasq: false,
        // A pod that reaches itself through a Service comes back by the port it left.
        hairpinMode: true,
        ipam: {
          type: "host-local",
          ranges: node.podNetworks.map(({ cidr }) => [{ subnet: cidr }]),
          routes: node.podNetworks.map(({ family }) => ({ dst: everywhere[family] })),
        },
      },
      { type: "portmap", capabilities: { portMappings: true } },
    ],
  };
  const path = `${cniDirectories.configuration}/10-pods.conflist`;
  return {
    directories: [privateDirectory("root", addressDirectory)],
    files: [rootFile(path, `${JSON.stringify(network, null, 2)}\n`)],
  };
}
