import ipaddr from "ipaddr.js";
import { type HypervisorPlan, libvirtOf, placeOf } from "../../../../topology/libvirt";
import { familyOf, overlap, parseNetwork, type Network } from "../../../../topology/network";
import { bootstrapsOf, type ClusterPlan, machinesOf } from "../../../../topology/plan";
import type { HostProblem } from "../judge";
import type { LibvirtFacts } from "./facts";
import { memoryProblems } from "./memory";
import { thingAt } from "./place";
import { roomProblems } from "./room";

type Judge = (facts: LibvirtFacts, plan: ClusterPlan, hypervisor: HypervisorPlan) => readonly HostProblem[];

/** What is known where libvirt cannot be asked, by its client's words. */
const refusals: readonly {
  readonly words: RegExp;
  readonly why: string;
  /** By the key that has the hypervisor's address. */
  readonly remedy: (key: string) => string;
}[] = [
  {
    words: /No such file or directory|Connection refused/,
    why: "no libvirt daemon listens there",
    remedy: (key) =>
      `start it (systemctl start libvirtd), or say where it is: pulumi config set --path ${key}`,
  },
  {
    words: /Permission denied|authentication (failed|unavailable)|polkit/,
    why: "this user may not use that libvirt",
    remedy: () => "run as root, or as a user of the group libvirt",
  },
  {
    words: /Could not resolve|not known|No route|timed out|no answer in time/i,
    why: "the hypervisor cannot be reached",
    remedy: (key) => `see whether one can log in there, or mend the address: pulumi config set --path ${key}`,
  },
];

/** Every bad moment that a look at the hypervisor can tell beforehand. */
const judges: readonly Judge[] = [
  ({ domainTypes }, plan, hypervisor) => {
    const { domainType } = libvirtOf(plan);
    if (domainTypes.includes(domainType)) return [];
    return [
      {
        what: `the hypervisor runs no domains of type ${domainType}`,
        where: placeOf(hypervisor),
        seen: `it runs ${domainTypes.join(", ") || "none"}`,
        why: "its processor or its kernel gives virtual machines no help, or QEMU is not installed",
        remedy:
          "load the module kvm_intel or kvm_amd, install QEMU, or emulate: pulumi config set --path libvirt.domainType qemu",
      },
    ];
  },
  memoryProblems,
  roomProblems,
  ({ bridgeRefusal }, plan, hypervisor) =>
    bridgeRefusal === ""
      ? []
      : [
          {
            what: `the hypervisor has no bridge ${libvirtOf(plan).bridge ?? ""}`,
            where: placeOf(hypervisor),
            seen: bridgeRefusal,
            why: "the machines are on that bridge of every hypervisor",
            remedy: "make it there, or name another: pulumi config set --path libvirt.bridge",
          },
        ],
  movedBootstrap,
  // Machines on a bridge are in no network of libvirt's.
  ({ networks }, plan) =>
    (libvirtOf(plan).bridge === undefined ? plan.networks.machine : []).flatMap((own) =>
      networks
        .filter(({ addresses }) => addresses.some((address) => isIn(own, address)))
        .map(({ name, addresses }) => ({
          what: "another network has the machines' addresses",
          where: `network ${name}`,
          seen: `it has ${addresses.join(", ")}, and machineNetwork is ${own.cidr}`,
          why: "libvirt starts no two networks that share addresses",
          remedy: "pulumi config set machineNetwork to one that nobody has, or remove the other network",
        })),
    ),
  ({ macs }, plan, hypervisor) =>
    machinesOf(plan).flatMap(({ name, mac }) =>
      macs
        .filter((other) => other.mac.toLowerCase() === mac)
        .map(({ where }) => ({
          what: `somebody else has the hardware address of ${name}`,
          where: thingAt(hypervisor, where),
          seen: `it has ${mac}`,
          why: "hardware addresses are made from addresses: another cluster has the same machineNetwork",
          remedy: "pulumi config set machineNetwork to one that nobody has, or remove the other machine",
        })),
    ),
  ({ leases }, plan) =>
    machinesOf(plan).flatMap(({ name, addresses, mac }) =>
      leases
        .filter((lease) => addresses.includes(lease.address) && lease.mac !== mac)
        .map(({ address, mac: holder }) => ({
          what: `the address of ${name} is leased`,
          where: `${address} in the network of the machines`,
          seen: `the hardware address ${holder} has it`,
          why: "another machine in that network was given the address",
          remedy: "remove that machine, or choose other numbers: pulumi config set --path hostNumbers",
        })),
    ),
];

/** The bootstrap machine is made once. On another hypervisor it would be made again, and start a control plane of its own. */
function movedBootstrap(
  { machines }: LibvirtFacts,
  plan: ClusterPlan,
  hypervisor: HypervisorPlan,
): readonly HostProblem[] {
  return bootstrapsOf(plan)
    .filter(({ name }) => machines.includes(name) && !hypervisor.machines.includes(name))
    .map(({ name }) => ({
      what: `${name} would move to another hypervisor`,
      where: placeOf(hypervisor),
      seen: "it is there",
      why: "it is made once in a cluster's life, and stays where it is",
      remedy: `pulumi config set --path libvirt.placement.${name} ${hypervisor.name}`,
    }));
}

/** All that stands in the way of a stack on one of its hypervisors. */
export function problemsOf(
  facts: LibvirtFacts,
  plan: ClusterPlan,
  hypervisor: HypervisorPlan,
): readonly HostProblem[] {
  if (facts.refusal !== "") return [refused(facts.refusal, hypervisor)];
  return judges.flatMap((judge) => judge(facts, plan, hypervisor));
}

function refused(refusal: string, hypervisor: HypervisorPlan): HostProblem {
  const known = refusals.find(({ words }) => words.test(refusal));
  const key = hypervisor.name === "" ? "libvirt.uri" : `libvirt.hypervisors.${hypervisor.name}`;
  return {
    what: "libvirt cannot be reached",
    where: placeOf(hypervisor),
    seen: refusal,
    why: known?.why ?? "what was seen is all that is known",
    remedy: known?.remedy(key) ?? `mend the address: pulumi config set --path ${key} qemu:///system`,
  };
}

/** Whether the network of an address with its prefix or netmask shares addresses with another one. */
function isIn(own: Network, address: string): boolean {
  const [host = "", size = ""] = address.split("/");
  const family = familyOf(host);
  if (family !== own.family) return false;
  const prefix = size.includes(".") ? ipaddr.IPv4.parse(size).prefixLengthFromSubnetMask() : Number(size);
  const base =
    family === "ipv4"
      ? ipaddr.IPv4.networkAddressFromCIDR(`${host}/${prefix}`).toString()
      : ipaddr.IPv6.networkAddressFromCIDR(`${host}/${prefix}`).toString();
  const other = parseNetwork(`${base}/${prefix}`);
  return other !== undefined && overlap(own, other);
}
