import { addressAt, type Family, lastHostNumberOf, podNetworkAt } from "../../topology/network";
import type { ClusterPlan, Machine } from "../../topology/plan";
import { type MachineFiles, publicFile } from "../file";
import { startAtBoot, unitText } from "../unit-text";

const settingsPath = "/etc/kubernetes/node-network.sysctl";
const routesPath = "/etc/kubernetes/node-network.routes";

/** The unit that prepares a machine for pods, before anything starts one. */
export const nodeNetworkUnit = "node-network.service";

/** Forwarding between pods and machines, the routes to all pods, and mounts that reach pods. */
export function nodeNetwork(plan: ClusterPlan, machine: Machine): Partial<MachineFiles> {
  return {
    files: [publicFile(settingsPath, kernelSettings(plan)), publicFile(routesPath, routes(plan, machine))],
    units: [
      {
        name: nodeNetworkUnit,
        enabled: true,
        contents: unitText({
          Unit: {
            Description: "Forwarding, routes to pods and shared mounts",
            // A route needs the address by which it is reached.
            Wants: "network-online.target",
            After: "network-online.target",
            Before: "containerd.service kubelet.service",
          },
          Service: {
            Type: "oneshot",
            RemainAfterExit: "yes",
            ExecStart: [
              `/usr/sbin/sysctl --load=${settingsPath}`,
              `/usr/sbin/ip -batch ${routesPath}`,
              // Else volumes that the kubelet mounts would not be seen in the pods.
              "/usr/bin/mount --make-rshared /",
            ],
          },
          Install: startAtBoot,
        }),
      },
    ],
  };
}

const settingsOf = {
  ipv4: { forwarding: "net.ipv4.ip_forward", bridged: "net.bridge.bridge-nf-call-iptables" },
  ipv6: { forwarding: "net.ipv6.conf.all.forwarding", bridged: "net.bridge.bridge-nf-call-ip6tables" },
} as const satisfies Readonly<Record<Family, Readonly<Record<"forwarding" | "bridged", string>>>>;

function kernelSettings({ families }: ClusterPlan): string {
  const set = (purpose: "forwarding" | "bridged"): string =>
    families.map((family) => `${settingsOf[family][purpose]} = 1\n`).join("");
  return `${set("forwarding")}# Traffic between pods of one node crosses their bridge; without this it would pass kube-proxy's rules by.
${set("bridged")}`;
}

/**
 * The routes of a machine, for `ip -batch`. There is one for every machine that its network could ever have, so a
 * machine that joins later changes no file of another. The default route leads nowhere, but without one the kernel
 * finds a Service's address unreachable before kube-proxy's rules can replace it (facts/podman-nodes.md §9, P4).
 */
export function routes(plan: ClusterPlan, machine: Machine): string {
  const lines = plan.networks.machine.flatMap((network) => {
    const pods = plan.networks.pod.filter(({ family }) => family === network.family);
    const hostNumbers = Array.from({ length: lastHostNumberOf(network) }, (_, index) => index + 1);
    const toPods = hostNumbers
      .map((number) => ({ number, address: addressAt(network, number) }))
      .filter(({ address }) => !machine.addresses.includes(address) && address !== network.gateway)
      .flatMap(({ number, address }) =>
        pods.map((all) => `route replace ${podNetworkAt(all, number).cidr} via ${address}`),
      );
    return [`route replace default via ${network.gateway}`, ...toPods];
  });
  return [...lines, ""].join("\n");
}
