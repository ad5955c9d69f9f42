import type { ConfigValues } from "./config-schema";
import { type Family, type Network, type PerFamily, validNetwork } from "./network";

/** The address families of a cluster; `dual`: everything has an address of each, and prefers IPv4. */
export const addressFamilies = ["ipv4", "ipv6", "dual"] as const;

/** The families that a choice stands for, the preferred one first. */
export const familiesOf = {
  ipv4: ["ipv4"],
  ipv6: ["ipv6"],
  dual: ["ipv4", "ipv6"],
} as const satisfies Readonly<Record<(typeof addressFamilies)[number], PerFamily<Family>>>;

/** What a cluster's networks are for. */
export type NetworkPurpose = keyof ConfigValues["ipv6Networks"];

/** The configuration keys of the networks. */
export const networkKeys = {
  machine: { ipv4: "machineNetwork", ipv6: "ipv6Networks.machine" },
  pod: { ipv4: "podNetwork", ipv6: "ipv6Networks.pod" },
  service: { ipv4: "serviceNetwork", ipv6: "ipv6Networks.service" },
} as const satisfies Readonly<Record<NetworkPurpose, Readonly<Record<Family, string>>>>;

/** What a configuration says of families and networks. */
export type NetworkSettings = Pick<
  ConfigValues,
  "addressFamily" | "machineNetwork" | "podNetwork" | "serviceNetwork" | "ipv6Networks"
>;

/** The keys of that. */
export const networkSettings = [
  "addressFamily",
  "machineNetwork",
  "podNetwork",
  "serviceNetwork",
  "ipv6Networks",
] as const satisfies readonly (keyof NetworkSettings)[];

/** A network of the configuration, and the key that gives it. */
export type ConfiguredNetwork = Network & { readonly where: (typeof networkKeys)[NetworkPurpose][Family] };

/** The networks of one purpose, one for each family of the cluster; a network of another family counts for nothing. */
export function networksFor(config: NetworkSettings, purpose: NetworkPurpose): PerFamily<ConfiguredNetwork> {
  const network = (family: Family): ConfiguredNetwork => ({
    ...validNetwork(family === "ipv4" ? config[networkKeys[purpose].ipv4] : config.ipv6Networks[purpose]),
    where: networkKeys[purpose][family],
  });
  return perFamily(familiesOf[config.addressFamily], network);
}

/** Makes one thing for each of some families. */
export function perFamily<From, To>(
  [first, ...others]: PerFamily<From>,
  make: (from: From) => To,
): PerFamily<To> {
  return [make(first), ...others.map(make)];
}
