import type { ConfigValues } from "../config-schema";
import { isBalancedByHost } from "../machine-numbers";
import { overlap, validNetwork } from "../network";
import type { Problem } from "../problems";
import { rule, type Rule } from "../rule";
import { distributionFacts, isOpenshiftDistribution } from "./distributions";
import { hostPrefixes, innerNetworks } from "./networks";
import { openshiftClusterOf } from "./openshift-values";
import { bootImageStream, minorOf } from "./versions";

type Keys<K extends keyof ConfigValues> = Pick<ConfigValues, K>;

/** The rules on machines and networks of OpenShift and OKD, in the order in which their problems are shown. */
export const openshiftMachineRules: readonly Rule[] = [
  rule(["distribution", "openshift", "platform", "libvirt"], bootImage),
  rule(["distribution", "topology", "platform", "libvirt"], balancedByHost),
  rule(["distribution", "controlPlanes"], atMostFive),
  rule(["distribution", "addressFamily"], ipv4Alone),
  rule(["distribution", "addressFamily", "podNetwork", "controlPlanes", "workers"], roomForPods),
  rule(["distribution", "machineNetwork", "podNetwork", "serviceNetwork"], outsideOfInnerNetworks),
];

/** The image that is made here is Debian's, which the operators could not keep. */
function bootImage(config: Keys<"distribution" | "openshift" | "platform" | "libvirt">): readonly Problem[] {
  const cluster = openshiftClusterOf(config);
  if (cluster === undefined || config.platform !== "libvirt" || config.libvirt?.image !== undefined)
    return [];
  const { distribution, values } = cluster;
  const stream = bootImageStream(distribution, minorOf(values.version ?? ""));
  return [
    {
      what: "the boot image is missing",
      where: "libvirt.image",
      value: undefined,
      why: `machines of ${distributionFacts[distribution].product} boot CoreOS, and the image that is made here is another system`,
      remedy: `get ${stream} of the version's installer (openshift-install coreos print-stream-json > stream.json), and run what make boot-image STACK=… STREAM=stream.json prints: it sets libvirt.image to the disk for QEMU with both its checksums`,
    },
  ];
}

/** All machines have one boot image, and in that of CoreOS there is no HAProxy. */
function balancedByHost(
  config: Keys<"distribution" | "topology" | "platform" | "libvirt">,
): readonly Problem[] {
  const { distribution, topology, platform } = config;
  if (!isOpenshiftDistribution(distribution) || topology === "sno-plus") return [];
  if (platform !== "libvirt" || isBalancedByHost(config)) return [];
  return [
    {
      what: `a load balancer of ${distribution} is no virtual machine`,
      where: "libvirt.loadBalancer",
      value: config.libvirt?.loadBalancer,
      why: "machines boot CoreOS, which has no HAProxy; the hypervisor may have it",
      remedy: "pulumi config set --path libvirt.loadBalancer host",
    },
  ];
}

/** The even numbers have a problem of their own. */
function atMostFive({
  distribution,
  controlPlanes,
}: Keys<"distribution" | "controlPlanes">): readonly Problem[] {
  if (!isOpenshiftDistribution(distribution) || controlPlanes <= 5) return [];
  return [
    {
      what: `${distribution} has at most five control planes`,
      where: "controlPlanes",
      value: controlPlanes,
      why: "its operators are made for 1, 3 or 5 members of etcd",
      remedy: "pulumi config set controlPlanes 3",
    },
  ];
}

function ipv4Alone({
  distribution,
  addressFamily,
}: Keys<"distribution" | "addressFamily">): readonly Problem[] {
  if (!isOpenshiftDistribution(distribution) || addressFamily === "ipv4") return [];
  return [
    {
      what: `address family ${addressFamily} is not built yet for ${distribution}`,
      where: "addressFamily",
      value: addressFamily,
      why: "the files of machines' networks and the objects of the cluster's network are written for IPv4 alone",
      remedy: "pulumi config set addressFamily ipv4",
    },
  ];
}

/** The whole pod network is handed out in equal parts, one for each node. */
function roomForPods({
  distribution,
  podNetwork,
  controlPlanes,
  workers,
}: Keys<"distribution" | "addressFamily" | "podNetwork" | "controlPlanes" | "workers">): readonly Problem[] {
  const nodes = controlPlanes + workers;
  if (!isOpenshiftDistribution(distribution)) return [];
  if (2 ** (hostPrefixes.ipv4 - validNetwork(podNetwork).prefix) >= nodes) return [];
  return [
    {
      what: `the pod network has no room for ${nodes} nodes`,
      where: "podNetwork",
      value: podNetwork,
      why: `each node of ${distribution} has a /${hostPrefixes.ipv4} of it for pods`,
      remedy: `choose a /${hostPrefixes.ipv4 - Math.ceil(Math.log2(nodes))} or larger, such as 10.128.0.0/14`,
    },
  ];
}

function outsideOfInnerNetworks({
  distribution,
  ...networks
}: Keys<"distribution" | "machineNetwork" | "podNetwork" | "serviceNetwork">): readonly Problem[] {
  if (!isOpenshiftDistribution(distribution)) return [];
  const keys = ["machineNetwork", "podNetwork", "serviceNetwork"] as const;
  return keys.flatMap((where) =>
    innerNetworks
      .filter(({ cidr }) => overlap(validNetwork(networks[where]), validNetwork(cidr)))
      .map(({ cidr, why }) => ({
        what: `${where} and a network inside every node overlap`,
        where,
        value: networks[where],
        why: `${why}: ${cidr}`,
        remedy: `choose a network outside ${cidr}`,
      })),
  );
}
