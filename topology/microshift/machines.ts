import { addressAt } from "../network";
import type { ClusterPlan, NodeMachine, VirtualRouter } from "../plan";
import { controlPlanesOf, type MicroshiftNode, type MicroshiftPlan } from "./plan";

/** MicroShift's own certificates are none of this program's; no machine is told of these. */
const validity = { authority: 3650, leaf: 365, admin: 30 } as const;

/**
 * The machines of a MicroShift cluster as a plan that whatever makes machines, or looks at the hosts that they are made
 * on, can read: addresses, networks, hypervisors and who shares the API's address. What runs on the machines it does not
 * say. A host that is there already is none of these: platform ssh is an error of the program.
 */
export function machinePlanOf(plan: MicroshiftPlan): ClusterPlan {
  const { platform, networks, api } = plan;
  if (platform.kind === "ssh") throw new Error("platform ssh makes no machines");
  const libvirt = platform.kind === "libvirt" ? platform.libvirt : undefined;
  const machines = plan.nodes.map((node) => machineOf(plan, node));
  return {
    stack: plan.stack,
    clusterName: plan.clusterName,
    domain: plan.domain,
    serviceDomain: "cluster.local",
    distribution: "kubernetes",
    topology: "sno-plus",
    platform: platform.kind,
    libvirt,
    openshift: undefined,
    pace: libvirt?.domainType === "qemu" ? "emulated" : "usual",
    families: ["ipv4"],
    networks: {
      machine: networks.machine,
      pod: [networks.pod],
      service: [
        {
          ...networks.service,
          apiServer: addressAt(networks.service, 1),
          dns: addressAt(networks.service, 10),
        },
      ],
    },
    api: { ...api, addresses: [api.address], fqdn: `api.${plan.domain}`, flags: {} },
    validity,
    kubeletSettings: {},
    replaceNetwork: plan.replaceNetwork,
    until: undefined,
    loadBalancerIdleSeconds: 30,
    etcdMachines: [],
    loadBalancers: [],
    virtualRouter: sharedAddressOf(plan),
    bootstrap: undefined,
    controlPlanes: machines.filter(({ role }) => role === "controlPlane"),
    workers: machines.filter(({ role }) => role === "worker"),
  };
}

function machineOf({ domain, networks }: MicroshiftPlan, node: MicroshiftNode): NodeMachine {
  const { name, role, address, mac, generation } = node;
  return {
    name,
    role,
    address,
    addresses: [address],
    mac,
    fqdn: `${name}.${domain}`,
    generation,
    podNetworks: [networks.pod],
    labels: {},
    taints: [],
  };
}

/** Kube-vip speaks no VRRP, so that the number is nobody's. */
function sharedAddressOf(plan: MicroshiftPlan): VirtualRouter | undefined {
  if (plan.virtualAddress === undefined) return undefined;
  const sharers = controlPlanesOf(plan).map(({ address }) => address);
  return { id: 0, addresses: [plan.virtualAddress.address], sharers };
}
