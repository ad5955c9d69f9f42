import type { ConfigValues } from "../config-schema";
import { networkSettings, type NetworkSettings } from "../families";
import { addressAt, isAddress, networkOfOne, overlap, sizeOf, validNetwork } from "../network";
import { separateNetworks, sizeProblems } from "../network-rules";
import type { Problem } from "../problems";
import { rule, type Rule } from "../rule";
import { configuredNodes, microshiftValues } from "./make-plan";

type Keys<K extends keyof ConfigValues> = Pick<ConfigValues, K>;

/** The rules on MicroShift's networks, in the order in which their problems are shown. */
export const networkRules: readonly Rule[] = [
  rule(["platform", ...networkSettings], machineNetworkSize),
  rule(["topology", "microshift", "podNetwork"], podNetworkSize),
  rule(networkSettings, (config) => sizeProblems(ipv4Of(config), "service")),
  rule(networkSettings, (config) => separateNetworks(ipv4Of(config))),
  rule(["platform", "microshift", "podNetwork", "serviceNetwork"], hostOutside),
  rule(["extraApiSans", "serviceNetwork"], sansOfOthers),
];

/** Another family is refused by itself (common-key-rules.ts). */
function ipv4Of(config: NetworkSettings): NetworkSettings {
  return { ...config, addressFamily: "ipv4" };
}

/** In containers the addresses from 100 on are the virtual one and those of Services; one machine needs its own alone. */
function machineNetworkSize(config: NetworkSettings & Keys<"platform">): readonly Problem[] {
  const network = validNetwork(config.machineNetwork);
  if (config.platform === "libvirt") return sizeProblems(ipv4Of(config), "machine");
  if (config.platform === "ssh" || network.prefix === 24) return [];
  return [
    {
      what: "the machine network must be a /24",
      where: "machineNetwork",
      value: network.cidr,
      why: "nodes have its addresses that end in 11 to 99; 100 is the virtual address, and 101 to 199 are those of Services",
      remedy: "pulumi config set machineNetwork 10.90.0.0/24",
    },
  ];
}

/** Each node has a /24 of its own for pods. */
function podNetworkSize(config: Keys<"topology" | "microshift" | "podNetwork">): readonly Problem[] {
  const network = validNetwork(config.podNetwork);
  const count = configuredNodes(config).length;
  if (sizeOf(network) >= count * 256) return [];
  return [
    {
      what: "the pod network is too small",
      where: "podNetwork",
      value: network.cidr,
      why: `each node needs a /24 of its own for pods, and there ${count === 1 ? "is 1" : `are ${count}`}`,
      remedy: "pulumi config rm podNetwork, which takes 10.42.0.0/16",
    },
  ];
}

/** Of what is reached at the host's address nothing would be, where pods or Services have it, too. */
function hostOutside(
  config: Keys<"platform" | "microshift" | "podNetwork" | "serviceNetwork">,
): readonly Problem[] {
  const { host } = microshiftValues(config);
  if (config.platform !== "ssh" || host === undefined || !isAddress(host.address)) return [];
  const own = networkOfOne(host.address);
  return (["podNetwork", "serviceNetwork"] as const)
    .filter((where) => overlap(own, validNetwork(config[where])))
    .map((where) => ({
      what: `the host's address is inside ${where}`,
      where,
      value: config[where],
      why: `microshift.host.address is ${host.address}: on the host itself it would lead to pods or Services`,
      remedy: "choose a network of which no host has an address",
    }));
}

/** What MicroShift's inner certificate answers for; a name in both would get clients the wrong one, and is refused by it. */
function sansOfOthers({ extraApiSans, serviceNetwork }: Keys<"extraApiSans" | "serviceNetwork">) {
  const service = addressAt(validNetwork(serviceNetwork), 1);
  const inner = ["", ".default", ".default.svc", ".default.svc.cluster.local"].flatMap((ending) =>
    ["kubernetes", "openshift"].map((name) => `${name}${ending}`),
  );
  return extraApiSans.flatMap((value, index) => {
    if (![...inner, "localhost", "127.0.0.1", service].includes(value)) return [];
    const where = `extraApiSans[${index}]`;
    return [
      {
        what: `${value} is a name of the API inside the node or the cluster`,
        where,
        value,
        why: "MicroShift has a certificate of its own for those names, and does not start with one of them among further names",
        remedy: `pulumi config rm --path '${where}'`,
      },
    ];
  });
}
