import { createHash } from "node:crypto";
import ipaddr from "ipaddr.js";

/** An address family, as RFC 4291 and RFC 791 have them. */
export type Family = "ipv4" | "ipv6";

/** One value for each address family of a cluster; the first is of the family that the cluster prefers. */
export type PerFamily<T> = readonly [T, ...T[]];

/** A network, for example 10.90.0.0/24 or fd90::/64. */
export interface Network {
  readonly family: Family;
  /** The network as text, with the host bits cleared; IPv6 as RFC 5952 writes it. */
  readonly cidr: string;
  /** The length of the prefix in bits. */
  readonly prefix: number;
}

/** How many bits an address has. */
const bits = { ipv4: 32, ipv6: 128 } as const satisfies Readonly<Record<Family, number>>;

/** Pods get a network of this prefix length for each machine, numbered as the machine is in its own network. */
export const podPrefixes = { ipv4: 24, ipv6: 64 } as const satisfies Readonly<Record<Family, number>>;

/** Reads a network such as `10.90.0.0/24` or `fd90::/64`. Returns undefined where the text is none or has host bits set. */
export function parseNetwork(text: string): Network | undefined {
  const [address, prefix, ...more] = text.split("/");
  if (address === undefined || prefix === undefined || more.length > 0) return undefined;
  const family = familyOf(address);
  if (family === undefined || !/^\d{1,3}$/.test(prefix) || Number(prefix) > bits[family]) return undefined;
  const network = networkOf(family, toInteger(address), Number(prefix));
  return toInteger(address) % 2n ** hostBits(network) === 0n ? network : undefined;
}

/** Reads a network that the configuration's schema has let pass. */
export function validNetwork(text: string): Network {
  const network = parseNetwork(text);
  if (network === undefined) throw new Error(`${text} passed the schema but is no network`);
  return network;
}

/** The network of one address alone, such as 10.90.0.5/32 or fd90::5/128. */
export function networkOfOne(address: string): Network {
  const family = familyOfAddress(address);
  return networkOf(family, toInteger(address), bits[family]);
}

/** The family of an address; undefined where the text is none, or names an interface besides (`fe80::1%eth0`). */
export function familyOf(text: string): Family | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return "ipv4";
  return ipaddr.IPv6.isValid(text) && !text.includes("%") ? "ipv6" : undefined;
}

/** True for a dotted quad such as 10.90.0.5 and for an IPv6 address such as fd90::5. */
export function isAddress(text: string): boolean {
  return familyOf(text) !== undefined;
}

/** An address as all of this project writes it: IPv6 as RFC 5952 has it, in lower case and shortened. */
export function canonicalAddress(address: string): string {
  return textOf(familyOfAddress(address), toInteger(address));
}

/** An address and a port in one word, as URLs and most programs take it: `10.90.0.5:6443`, `[fd90::5]:6443`. */
export function socketAddress(address: string, port: number): string {
  return `${hostOf(address)}:${port}`;
}

/** An address as the host of a URL: IPv6 in brackets. */
export function hostOf(address: string): string {
  return familyOf(address) === "ipv6" ? `[${address}]` : address;
}

/**
 * The address of host number `number` in the network. An IPv6 address ends in the number's decimal digits, so a machine
 * reads the same in both families: 10.90.0.193 and fd90::193.
 */
export function addressAt(network: Network, number: number): string {
  return textOf(network.family, firstOf(network) + placeOf(network.family, number));
}

/** The host number of an address within a network; undefined where it is none of the network's host numbers. */
export function hostNumberIn(network: Network, address: string): number | undefined {
  if (familyOf(address) !== network.family) return undefined;
  const place = toInteger(address) - firstOf(network);
  const digits = place.toString(network.family === "ipv4" ? 10 : 16);
  const number = /^\d+$/.test(digits) ? Number(digits) : 0;
  return number > 0 && number <= lastHostNumberOf(network) ? number : undefined;
}

/** The last host number of a network: what its size lets, and 254 at most, as every number is one of a pod network too. */
export function lastHostNumberOf(network: Network): number {
  return Math.min(254, network.family === "ipv4" ? sizeOf(network) - 2 : 254);
}

/** How many addresses a network has, the network and broadcast addresses included. */
export function sizeOf(network: Network): number {
  return Number(2n ** hostBits(network));
}

/** True where two networks share an address. */
export function overlap(one: Network, other: Network): boolean {
  if (one.family !== other.family) return false;
  const distance = firstOf(one) - firstOf(other);
  return distance >= 0n ? distance < 2n ** hostBits(other) : -distance < 2n ** hostBits(one);
}

/** Networks of which no host can have an address that others reach: this host, loopback, link-local, multicast. */
const withoutHosts = [
  "0.0.0.0/8",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "224.0.0.0/3",
  "::/8",
  "fe80::/10",
  "ff00::/8",
].map(validNetwork);

/** True for a network all of whose addresses hosts can have. */
export function isOrdinary(network: Network): boolean {
  return !withoutHosts.some((other) => overlap(network, other));
}

/** The pod network of the machine with a host number, within the network of all pods. */
export function podNetworkAt(pods: Network, number: number): Network {
  const { family } = pods;
  const prefix = podPrefixes[family];
  const size = 2n ** BigInt(bits[family] - prefix);
  return networkOf(family, firstOf(pods) + placeOf(family, number) * size, prefix);
}

/** A locally administered MAC address: the IPv4 address, or the last four digits of the IPv6 address and its network. */
export function macOf(address: string): string {
  const octets = bytesOf(address);
  const own =
    octets.length === 4
      ? [0, ...octets]
      : [
          ...createHash("sha256")
            .update(Buffer.from(octets.slice(0, 14)))
            .digest()
            .subarray(0, 3),
          ...octets.slice(14),
        ];
  return [0x02, ...own].map((octet) => octet.toString(16).padStart(2, "0")).join(":");
}

/** How many places after the network's first address a host number stands. */
function placeOf(family: Family, number: number): bigint {
  return family === "ipv4" ? BigInt(number) : BigInt(`0x${number}`);
}

function hostBits({ family, prefix }: Network): bigint {
  return BigInt(bits[family] - prefix);
}

function networkOf(family: Family, first: bigint, prefix: number): Network {
  return { family, cidr: `${textOf(family, first)}/${prefix}`, prefix };
}

function firstOf({ cidr }: Network): bigint {
  return toInteger(cidr.slice(0, cidr.indexOf("/")));
}

function familyOfAddress(address: string): Family {
  const family = familyOf(address);
  if (family === undefined) throw new Error(`${address} is no address`);
  return family;
}

function bytesOf(address: string): readonly number[] {
  return ipaddr.parse(address).toByteArray();
}

function toInteger(address: string): bigint {
  return bytesOf(address).reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
}

function textOf(family: Family, value: bigint): string {
  const length = bits[family] / 8;
  const octets = Array.from({ length }, (_, index) =>
    Number((value >> BigInt(8 * (length - 1 - index))) % 256n),
  );
  return family === "ipv4" ? octets.join(".") : new ipaddr.IPv6(octets).toRFC5952String();
}
