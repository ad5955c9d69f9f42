import { type HypervisorPlan, libvirtOf } from "../../../../topology/libvirt";
import type { ClusterPlan } from "../../../../topology/plan";
import type { Stack } from "../../stack";
import { refusalOfBridge } from "./bridge";
import { type Memory, memoryOf } from "./memory-facts";
import { roomOf } from "./room-facts";
import { attributesIn, linesOf, type Virsh, virshAt } from "./virsh";

/** A network of libvirt's that is not the stack's. */
export interface ForeignNetwork {
  readonly name: string;
  /** Its own addresses on the hypervisor, each with its prefix or netmask: `192.168.122.1/24`. */
  readonly addresses: readonly string[];
}

/** Somebody else's hardware address, and where it is known. */
export interface ForeignMac {
  readonly mac: string;
  readonly where: string;
}

/** What a look at a hypervisor shows of what a stack is about to need. */
export interface LibvirtFacts {
  /** Why libvirt cannot be asked, in its client's words; empty where it can, and only then is the rest known. */
  readonly refusal: string;
  /** The types of domains that it can run: kvm, qemu. */
  readonly domainTypes: readonly string[];
  /** Undefined where libvirt does not say. */
  readonly memory: Memory | undefined;
  /** Free room in MiB where the disks go; undefined where that cannot be told from here. */
  readonly room: number | undefined;
  /** The stack's machines that are there, by name. */
  readonly machines: readonly string[];
  /** Those of them that are not off. */
  readonly running: readonly string[];
  readonly networks: readonly ForeignNetwork[];
  readonly macs: readonly ForeignMac[];
  /** Why machines cannot be on the bridge, in libvirt's words; empty where they can, and where none is configured. */
  readonly bridgeRefusal: string;
  /** Addresses of the stack's network that were handed out, and to whom. */
  readonly leases: readonly { readonly address: string; readonly mac: string }[];
}

const unknown: Omit<LibvirtFacts, "refusal"> = {
  domainTypes: [],
  memory: undefined,
  room: undefined,
  machines: [],
  running: [],
  networks: [],
  macs: [],
  bridgeRefusal: "",
  leases: [],
};

/** Looks at one of a stack's hypervisors, without changing anything. */
export async function factsOf(
  { instance }: Stack,
  plan: ClusterPlan,
  { uri }: HypervisorPlan,
): Promise<LibvirtFacts> {
  const { poolFolder, bridge } = libvirtOf(plan);
  const virsh = virshAt(uri);
  const { exitCode, output, errors } = await virsh("capabilities");
  if (exitCode !== 0) return { ...unknown, refusal: wordsOf(errors) };
  const domains = await linesOf(virsh("list", "--all", "--name"));
  const running = await linesOf(virsh("list", "--name"));
  const isOwn = (name: string): boolean => name.startsWith(`${instance}-`);
  const nameIn = (name: string): string => name.slice(instance.length + 1);
  const names = await linesOf(virsh("net-list", "--all", "--name"));
  const foreign = names.filter((name) => name !== instance);
  const [networks, others, memory, room, bridgeRefusal, leases] = await Promise.all([
    Promise.all(foreign.map((name) => xmlOf(virsh, "net-dumpxml", name))),
    Promise.all(domains.filter((name) => !isOwn(name)).map((name) => xmlOf(virsh, "dumpxml", name))),
    memoryOf(virsh),
    roomOf(virsh, { uri, pool: instance, folder: poolFolder }),
    bridge === undefined ? "" : refusalOfBridge(uri, bridge),
    names.includes(instance) ? leasesOf(virsh, instance) : [],
  ]);
  return {
    refusal: "",
    domainTypes: [...new Set(attributesIn(output, "domain", "type"))],
    memory,
    room,
    machines: domains.filter(isOwn).map(nameIn),
    running: running.filter(isOwn).map(nameIn),
    networks: networks.map(networkIn),
    macs: [...others.flatMap(macsOfDomain), ...networks.flatMap(macsOfNetwork)],
    bridgeRefusal,
    leases,
  };
}

/** What libvirt says of one of its things. */
interface Described {
  readonly name: string;
  readonly xml: string;
}

async function xmlOf(virsh: Virsh, question: "dumpxml" | "net-dumpxml", name: string): Promise<Described> {
  return { name, xml: (await virsh(question, name)).output };
}

function wordsOf(errors: string): string {
  const lines = errors
    .split("\n")
    .map((line) => line.replace(/^error: /, "").trim())
    .filter((line) => line !== "");
  return lines.join("; ") || "no answer in time";
}

function networkIn({ name, xml }: Described): ForeignNetwork {
  const [addresses, prefixes, netmasks] = ["address", "prefix", "netmask"].map((attribute) =>
    attributesIn(xml, "ip", attribute),
  ) as [readonly string[], readonly string[], readonly string[]];
  const sizes = netmasks.length > 0 ? netmasks : prefixes;
  return { name, addresses: addresses.map((address, index) => `${address}/${sizes[index] ?? "32"}`) };
}

function macsOfDomain({ name, xml }: Described): readonly ForeignMac[] {
  return attributesIn(xml, "mac", "address").map((mac) => ({ mac, where: `domain ${name}` }));
}

function macsOfNetwork({ name, xml }: Described): readonly ForeignMac[] {
  return attributesIn(xml, "host", "mac").map((mac) => ({ mac, where: `network ${name}` }));
}

async function leasesOf(virsh: Virsh, network: string): Promise<LibvirtFacts["leases"]> {
  const lines = await linesOf(virsh("net-dhcp-leases", network));
  return lines.flatMap((line) => {
    const [, mac, , address] =
      /\s((?:[0-9a-f]{2}:){5}[0-9a-f]{2})\s+(ipv4|ipv6)\s+([^/\s]+)\//.exec(line) ?? [];
    return mac === undefined || address === undefined ? [] : [{ address, mac }];
  });
}
