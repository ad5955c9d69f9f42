import ipaddr from "ipaddr.js";

/** An IPv4 network, for example 10.90.0.0/24. */
export interface Network {
  /** The network as text, with the host bits cleared. */
  readonly cidr: string;
  /** The length of the prefix in bits. */
  readonly prefix: number;
}

/** Pods get a /24 for each machine, numbered as the machine is in its own network. */
export const podPrefix = 24;

/** Reads a network such as `10.90.0.0/24`. Returns undefined where the text is none or has host bits set. */
export function parseNetwork(text: string): Network | undefined {
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(text)) return undefined;
  const [address, prefix] = ipaddr.IPv4.parseCIDR(text);
  const first = ipaddr.IPv4.networkAddressFromCIDR(text);
  return address.toString() === first.toString()
    ? { cidr: `${first.toString()}/${prefix}`, prefix }
    : undefined;
}

/** Reads a network that the configuration's schema has let pass. */
export function validNetwork(text: string): Network {
  const network = parseNetwork(text);
  if (network === undefined) throw new Error(`${text} passed the schema but is no network`);
  return network;
}

/** True for a dotted quad such as 10.90.0.5. */
export function isAddress(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text);
}

/** The address that stands `number` places after the first address of the network. */
export function addressAt(network: Network, number: number): string {
  return fromInteger(firstOf(network) + number);
}

/** The place of an address within a network, counted from the network's first address. */
export function placeIn(network: Network, address: string): number {
  return toInteger(address) - firstOf(network);
}

/** How many addresses a network has, the network and broadcast addresses included. */
export function sizeOf(network: Network): number {
  return 2 ** (32 - network.prefix);
}

/** True where the address can be given to a host: inside the network, neither its first nor its last address. */
export function isHostAddress(network: Network, address: string): boolean {
  const place = placeIn(network, address);
  return place > 0 && place < sizeOf(network) - 1;
}

/** True where two networks share an address. */
export function overlap(one: Network, other: Network): boolean {
  const distance = firstOf(one) - firstOf(other);
  return distance >= 0 ? distance < sizeOf(other) : -distance < sizeOf(one);
}

/** Networks of which no host can have an address that others reach: this host, loopback, link-local, multicast. */
const withoutHosts = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3"].map(validNetwork);

/** True for a network all of whose addresses hosts can have. */
export function isOrdinary(network: Network): boolean {
  return !withoutHosts.some((other) => overlap(network, other));
}

/** The subnet number `number` of a network that is cut into subnets of the given prefix length. */
export function subnetAt(network: Network, prefix: number, number: number): Network {
  const first = fromInteger(firstOf(network) + number * 2 ** (32 - prefix));
  return { cidr: `${first}/${prefix}`, prefix };
}

/** A locally administered MAC address that is as unique as the IPv4 address it is made from. */
export function macOf(address: string): string {
  const octets = [0x02, 0x00, ...ipaddr.IPv4.parse(address).octets];
  return octets.map((octet) => octet.toString(16).padStart(2, "0")).join(":");
}

function firstOf(network: Network): number {
  return toInteger(network.cidr.slice(0, network.cidr.indexOf("/")));
}

function toInteger(address: string): number {
  return ipaddr.IPv4.parse(address).octets.reduce((sum, octet) => sum * 256 + octet, 0);
}

function fromInteger(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
}
