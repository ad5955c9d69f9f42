import type { ConfigValues } from "./config-schema";
import type { LibvirtValues } from "./libvirt-schema";
import { builtTopology, type MachineKeys, namedMachines, numberKeys } from "./machine-numbers";
import { placementOf, quorumHolders } from "./placement";
import type { Problem } from "./problems";
import { rule, type Rule } from "./rule";
import { mostSimilar } from "./similar";

const machineKeys = [...numberKeys, "etcdMembers", "controlPlanes", "workers"] as const;

/** The rules on hypervisors and on what is placed on them, in the order in which their problems are shown. */
export const placementRules: readonly Rule[] = [
  rule(["libvirt"], ({ libvirt }) => (libvirt === undefined ? [] : hypervisorProblems(libvirt))),
  rule(machineKeys, (config) =>
    config.libvirt === undefined ? [] : placementProblems(config.libvirt, config),
  ),
];

/** What is wrong with the hypervisors by themselves. */
export function hypervisorProblems(libvirt: LibvirtValues): readonly Problem[] {
  const { uri, hypervisors, bridge } = libvirt;
  if (hypervisors === undefined) return [];
  const both: Problem = {
    what: "there is one hypervisor, or there are several with names",
    where: "libvirt.uri",
    value: uri,
    why: "libvirt.hypervisors names those that machines are spread over, and this one is not among them",
    remedy: "pulumi config rm --path libvirt.uri, or give it a name in libvirt.hypervisors",
  };
  const noBridge: Problem = {
    what: "machines on several hypervisors need a bridge that each of them has",
    where: "libvirt.bridge",
    value: bridge,
    why: "a network behind NAT ends at its hypervisor, and machines on two of them would not reach each other",
    remedy: "pulumi config set --path libvirt.bridge br0",
  };
  return [
    ...(uri === undefined ? [] : [both]),
    ...(bridge === undefined ? [noBridge] : []),
    ...sameUri(hypervisors),
  ];
}

/** Two names for one hypervisor would be two owners of each thing on it. */
function sameUri(hypervisors: NonNullable<LibvirtValues["hypervisors"]>): readonly Problem[] {
  const entries = Object.entries(hypervisors);
  return entries.flatMap(([name, uri], index) => {
    const other = entries.slice(0, index).find(([, before]) => before === uri);
    if (other === undefined) return [];
    return [
      {
        what: `${name} and ${other[0]} are the same hypervisor`,
        where: `libvirt.hypervisors.${name}`,
        value: uri,
        why: "each has a pool of disks of the cluster's name, and one libvirt has no two of them",
        remedy: `pulumi config rm --path libvirt.hypervisors.${name}`,
      },
    ];
  });
}

function placementProblems(libvirt: LibvirtValues, counts: MachineKeys): readonly Problem[] {
  const machines = namedMachines(counts);
  const unknown = [
    ...unknownMachines(
      libvirt,
      machines.map(({ name }) => name),
    ),
    ...unknownHypervisors(libvirt),
  ];
  // Where a machine is that stands nowhere nobody can tell.
  return unknown.length > 0 ? unknown : lostQuorum(libvirt, machines, membersRole(counts));
}

/** Machines that are placed and are not there. */
export function unknownMachines(
  { placement }: Pick<LibvirtValues, "placement">,
  names: readonly string[],
): readonly Problem[] {
  return Object.entries(placement)
    .filter(([machine]) => !names.includes(machine))
    .map(([machine, value]) => ({
      what: `there is no machine ${machine}`,
      where: `libvirt.placement.${machine}`,
      value,
      why: `the machines of this cluster are ${names.join(", ")}`,
      remedy: meantOr(machine, names, `pulumi config rm --path libvirt.placement.${machine}`),
    }));
}

/** Hypervisors that something is placed on and that are not there. */
export function unknownHypervisors({ placement, hypervisors = {} }: LibvirtValues): readonly Problem[] {
  const names = Object.keys(hypervisors);
  return Object.entries(placement)
    .filter(([, hypervisor]) => !names.includes(hypervisor))
    .map(([machine, hypervisor]) => ({
      what: `there is no hypervisor ${hypervisor}`,
      where: `libvirt.placement.${machine}`,
      value: hypervisor,
      why: names.length === 0 ? "libvirt.hypervisors names none" : `the hypervisors are ${names.join(", ")}`,
      remedy: meantOr(hypervisor, names, `pulumi config rm --path libvirt.placement.${machine}`),
    }));
}

function meantOr(word: string, names: readonly string[], remedy: string): string {
  const meant = mostSimilar(word, names);
  return meant === undefined ? remedy : `did you mean ${meant}? else ${remedy}`;
}

type Machines = ReturnType<typeof namedMachines>;

/** The role of the machines that have etcd's members. */
function membersRole({ topology }: Pick<ConfigValues, "topology">): Machines[number]["role"] {
  return builtTopology(topology) === "external-etcd" ? "etcd" : "controlPlane";
}

/** What only the user's own placement brings about; with too few hypervisors any placement would. */
function lostQuorum(
  { placement: pins, hypervisors = {} }: LibvirtValues,
  machines: Machines,
  role: Machines[number]["role"],
): readonly Problem[] {
  const names = Object.keys(hypervisors).sort();
  const members = machines.filter((machine) => machine.role === role).map(({ name }) => name);
  const holders = (given: typeof pins) =>
    Object.entries(quorumHolders(members, placementOf({ machines, hypervisors: names, pins: given })));
  if (holders({}).length > 0) return [];
  return holders(pins).map(([hypervisor, own]) => {
    const pinned = own.filter((member) => pins[member] !== undefined);
    return {
      what: `etcd would be lost with the hypervisor ${hypervisor}`,
      where: "libvirt.placement",
      value: Object.fromEntries(pinned.map((member) => [member, hypervisor])),
      why: `${own.length} of its ${members.length} members would be there, and the others are no majority`,
      remedy: `place one elsewhere, or leave it to the program: pulumi config rm --path libvirt.placement.${pinned.at(-1) ?? ""}`,
    };
  });
}
