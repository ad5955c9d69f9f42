import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { join } from "node:path";
import { type HypervisorPlan, libvirtOf } from "../../../../topology/libvirt";
import type { ClusterPlan } from "../../../../topology/plan";
import type { Stack } from "../../stack";
import { refusalOfBridge } from "./bridge";
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
  /** Memory in MiB that is free or can be made so. */
  readonly memory: number;
  /** Free room in MiB where the disks go; undefined where that cannot be told from here. */
  readonly room: number | undefined;
  /** The stack's machines that are there, by name. */
  readonly machines: readonly string[];
  readonly networks: readonly ForeignNetwork[];
  readonly macs: readonly ForeignMac[];
  /** Why machines cannot be on the bridge, in libvirt's words; empty where they can, and where none is configured. */
  readonly bridgeRefusal: string;
  /** Addresses of the stack's network that were handed out, and to whom. */
  readonly leases: readonly { readonly address: string; readonly mac: string }[];
}

const MEBIBYTE = 1024 * 1024;

const unknown: Omit<LibvirtFacts, "refusal"> = {
  domainTypes: [],
  memory: 0,
  room: undefined,
  machines: [],
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
  const own = domains.filter((name) => name.startsWith(`${instance}-`));
  const names = await linesOf(virsh("net-list", "--all", "--name"));
  const foreign = names.filter((name) => name !== instance);
  const [networks, others, memory, room, bridgeRefusal, leases] = await Promise.all([
    Promise.all(foreign.map((name) => xmlOf(virsh, "net-dumpxml", name))),
    Promise.all(domains.filter((name) => !own.includes(name)).map((name) => xmlOf(virsh, "dumpxml", name))),
    memoryOf(virsh),
    roomOf(virsh, instance, poolFolder),
    bridge === undefined ? "" : refusalOfBridge(uri, bridge),
    names.includes(instance) ? leasesOf(virsh, instance) : [],
  ]);
  return {
    refusal: "",
    domainTypes: [...new Set(attributesIn(output, "domain", "type"))],
    memory,
    room,
    machines: own.map((name) => name.slice(instance.length + 1)),
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

/** As libvirt counts it, in KiB. */
async function memoryOf(virsh: Virsh): Promise<number> {
  const lines = await linesOf(virsh("nodememstats"));
  const counted = lines.map((line) => /^(free|buffers|cached)\s*:\s*(\d+) KiB$/.exec(line)?.[2] ?? "0");
  return Math.floor(counted.reduce((sum, kibibytes) => sum + Number(kibibytes), 0) / 1024);
}

/** Of the pool where there is one; else of the folder that it is to be in, where this host has one of that name. */
async function roomOf(virsh: Virsh, pool: string, folder: string): Promise<number | undefined> {
  const lines = await linesOf(virsh("pool-info", "--bytes", pool));
  const available = lines.map((line) => /^Available:\s+(\d+)$/.exec(line)?.[1]).find(Boolean);
  if (available !== undefined) return Math.floor(Number(available) / MEBIBYTE);
  const near = nearest(folder);
  if (near === "/") return undefined;
  const { bavail, bsize } = await statfs(near);
  return Math.floor((bavail * bsize) / MEBIBYTE);
}

function nearest(folder: string): string {
  return existsSync(folder) ? folder : nearest(join(folder, ".."));
}

async function leasesOf(virsh: Virsh, network: string): Promise<LibvirtFacts["leases"]> {
  const lines = await linesOf(virsh("net-dhcp-leases", network));
  return lines.flatMap((line) => {
    const [, mac, , address] =
      /\s((?:[0-9a-f]{2}:){5}[0-9a-f]{2})\s+(ipv4|ipv6)\s+([^/\s]+)\//.exec(line) ?? [];
    return mac === undefined || address === undefined ? [] : [{ address, mac }];
  });
}
