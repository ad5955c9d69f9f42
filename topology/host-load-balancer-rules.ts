import type { ConfigValues } from "./config-schema";
import { wayTo } from "./hypervisor";
import { isBalancedByHost, numberKeys, type NumberKeys } from "./machine-numbers";
import type { Problem } from "./problems";
import { rule, type Rule } from "./rule";

/** The rules on what only a load balancer on the hypervisor has, and on what it has not. */
export const hostLoadBalancerRules: readonly Rule[] = [
  rule([...numberKeys, "virtualRouterId", "foreignVirtualRouterIds"], wishesOfMachines),
  rule(["platform", "libvirt"], wayToHypervisor),
  rule(["platform", "libvirt"], networkBehindNat),
];

type Keys = NumberKeys & Pick<ConfigValues, "virtualRouterId" | "foreignVirtualRouterIds">;

/** What is wished for load balancers that are machines is a wish that a hypervisor does not grant. */
function wishesOfMachines(config: Keys): readonly Problem[] {
  if (!isBalancedByHost(config)) return [];
  const { loadBalancers, virtualRouterId, foreignVirtualRouterIds, hostNumbers, libvirt } = config;
  const size = libvirt?.machines.loadBalancer ?? {};
  const wishes = [
    { where: "loadBalancers", value: loadBalancers },
    { where: "virtualRouterId", value: virtualRouterId },
    {
      where: "foreignVirtualRouterIds",
      value: foreignVirtualRouterIds.length > 0 ? foreignVirtualRouterIds : undefined,
    },
    { where: "hostNumbers.virtualAddress", value: hostNumbers.virtualAddress },
    {
      where: "libvirt.machines.loadBalancer",
      value: Object.values(size).some((part) => part !== undefined) ? size : undefined,
    },
  ];
  return wishes
    .filter(({ value }) => value !== undefined)
    .map(({ where, value }) => ({
      what: "the load balancer is the hypervisor, and no machine is one",
      where,
      value,
      why: "libvirt.loadBalancer is host: HAProxy runs on the hypervisor, which alone has the API's address",
      remedy: `pulumi config rm --path ${where}, or pulumi config set --path libvirt.loadBalancer machines`,
    }));
}

/** HAProxy is put on the hypervisor by programs that run there, which not every way to libvirt lets. */
function wayToHypervisor(config: Pick<ConfigValues, "platform" | "libvirt">): readonly Problem[] {
  const uri = config.libvirt?.uri;
  if (!isBalancedByHost(config) || uri === undefined || wayTo(uri) !== undefined) return [];
  return [
    {
      what: "there is no way to run programs on the hypervisor",
      where: "libvirt.uri",
      value: uri,
      why: "libvirt.loadBalancer is host: HAProxy is put on the hypervisor, and this URI reaches nothing but libvirt",
      remedy:
        "use qemu:///system there or qemu+ssh://root@host/system, or pulumi config set --path libvirt.loadBalancer machines",
    },
  ];
}

/** On a bridge the API's address would be of a network that others have, too, and of one hypervisor among several. */
function networkBehindNat(config: Pick<ConfigValues, "platform" | "libvirt">): readonly Problem[] {
  const bridge = config.libvirt?.bridge;
  if (!isBalancedByHost(config) || bridge === undefined) return [];
  return [
    {
      what: "the load balancer is the hypervisor, and the machines' network is not its own",
      where: "libvirt.bridge",
      value: bridge,
      why: "libvirt.loadBalancer is host: the API's address is on the bridge of a network behind NAT, on one hypervisor",
      remedy:
        "pulumi config rm --path libvirt.bridge, or pulumi config set --path libvirt.loadBalancer machines",
    },
  ];
}
