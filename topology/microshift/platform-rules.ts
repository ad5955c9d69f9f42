import { isDeepStrictEqual } from "node:util";
import type { ConfigValues } from "../config-schema";
import { hiddenValue, type Problem } from "../problems";
import { rule, type Rule } from "../rule";
import { microshiftValues } from "./make-plan";
import { microshiftSchema } from "./schema";
import { usualMachineNetwork } from "./networks";
import { refusedWishes } from "./wishes";

type Kind = ConfigValues["platform"];

/** What only some platforms grant. */
interface PlatformWish {
  readonly where: string;
  /** The keys of the first level that are looked at. */
  readonly needs: readonly (keyof ConfigValues)[];
  /** What was wished, undefined where nothing was. */
  readonly value: (config: ConfigValues) => unknown;
  readonly platforms: readonly Kind[];
  readonly why: string;
}

const usual = microshiftSchema.parse({});
const onlyNode = [{ id: 1, role: "controlPlane" }];

/** A key of `microshift`, where it has another value than the usual one. */
function ownKey(
  key: keyof typeof usual,
  platforms: readonly Kind[],
  why: string,
  harmless: unknown = usual[key],
): PlatformWish {
  return {
    where: `microshift.${key}`,
    needs: ["microshift"],
    value: (config) => {
      const value = microshiftValues(config)[key];
      return isDeepStrictEqual(value, harmless) ? undefined : value;
    },
    platforms,
    why,
  };
}

const madeHere = ["podman", "libvirt"] as const;

const wishes: readonly PlatformWish[] = [
  ownKey("host", ["ssh"], "this program makes the machine itself, and knows how to reach it"),
  {
    where: "hostPrivateKey",
    needs: ["hostPrivateKey"],
    value: ({ hostPrivateKey }) => hostPrivateKey && hiddenValue,
    platforms: ["ssh"],
    why: "this program makes the machine itself, and has its own key for it",
  },
  {
    where: "libvirt",
    needs: ["libvirt"],
    value: ({ libvirt }) => libvirt,
    platforms: ["libvirt"],
    why: "it says how virtual machines are made",
  },
  ownKey("image", ["podman"], "containers alone are made from it"),
  ownKey("imageCache", ["podman"], "nodes share a folder of the host that their containers are on"),
  ownKey(
    "outbound",
    ["podman"],
    "containers are in a network of this program's own; others have the way out that their host's network has",
  ),
  ownKey(
    "nodes",
    ["podman"],
    "one node is stood up there, node-1; others join it in containers alone",
    onlyNode,
  ),
  ownKey(
    "wildcardDns",
    ["ssh", "libvirt"],
    "the host's own dnsmasq answers, and a container's names are looked up by podman: nobody outside would ask it",
  ),
  {
    where: "microshift.firewall",
    needs: ["microshift"],
    value: (config) => (microshiftValues(config).firewall === "off" ? "off" : undefined),
    platforms: ["ssh", "libvirt"],
    why: "a container has the firewall that its image was built with, which is left as it is",
  },
  {
    where: "machineNetwork",
    needs: ["machineNetwork"],
    value: ({ machineNetwork }) => (machineNetwork === usualMachineNetwork ? undefined : machineNetwork),
    platforms: madeHere,
    why: "the host has its address already: that in microshift.host",
  },
  {
    where: "forwardedPort",
    needs: ["forwardedPort"],
    value: ({ forwardedPort }) => forwardedPort,
    platforms: ["podman"],
    why: "the API is reached at the machine's own address",
  },
  {
    where: "machineGenerations",
    needs: ["machineGenerations"],
    value: ({ machineGenerations }) =>
      Object.keys(machineGenerations).length === 0 ? undefined : machineGenerations,
    platforms: madeHere,
    why: "a host that is there already is not made, and so not made anew",
  },
  {
    where: "replaceNetwork",
    needs: ["replaceNetwork"],
    value: ({ replaceNetwork }) => replaceNetwork,
    platforms: madeHere,
    why: "the host's network is none of this program's",
  },
];

/** The rules on what a platform needs and on what it has no use for, in the order in which their problems are shown. */
export const platformRules: readonly Rule[] = [
  ...wishes.map(({ needs, value, platforms, ...wish }) =>
    rule(["platform", ...needs], (config) =>
      platforms.includes(config.platform)
        ? []
        : refusedWishes([
            {
              ...wish,
              // The rule needs just the keys that the wish looks at.
              value: value(config as ConfigValues),
              what: `platform ${config.platform} has no use for it`,
              instead: `pulumi config set platform ${platforms.join(" or ")}`,
            },
          ]),
    ),
  ),
  rule(["platform", "microshift"], someHost),
  rule(["platform", "hostPrivateKey"], wayToHost),
  rule(["platform", "microshift"], packagesOfImage),
  rule(["topology", "microshift"], addressesOfNobody),
  rule(["platform", "pullSecret", "clock"], clockOfNobody),
];

function someHost(config: Pick<ConfigValues, "platform" | "microshift">): readonly Problem[] {
  if (config.platform !== "ssh" || microshiftValues(config).host !== undefined) return [];
  return [
    {
      what: "it is not said which host MicroShift is put on",
      where: "microshift.host",
      value: undefined,
      why: "platform ssh takes a host that is there already, and knows it by its key",
      remedy:
        "pulumi config set --path microshift.host.address 192.0.2.10, and microshift.host.hostKey \"$(ssh-keyscan -t ed25519 192.0.2.10 | cut -d ' ' -f 2,3)\", once you have compared it",
    },
  ];
}

function wayToHost({
  platform,
  hostPrivateKey,
}: Pick<ConfigValues, "platform" | "hostPrivateKey">): readonly Problem[] {
  if (platform !== "ssh" || hostPrivateKey !== undefined) return [];
  return [
    {
      what: "there is no private key by which the host is logged in to",
      where: "hostPrivateKey",
      value: undefined,
      why: "nobody is there to type a password, and the program takes no key that it was not given",
      remedy: "pulumi config set --secret hostPrivateKey < ~/.ssh/id_ed25519",
    },
  ];
}

function packagesOfImage(config: Pick<ConfigValues, "platform" | "microshift">): readonly Problem[] {
  const { packages } = microshiftValues(config);
  if (config.platform !== "podman" || packages === undefined || packages === "installed") return [];
  return [
    {
      what: "platform podman installs no packages",
      where: "microshift.packages",
      value: packages,
      why: "MicroShift is in the containers' image, and what is installed in a container is gone with it",
      remedy:
        "pulumi config rm --path microshift.packages, or name an image that has them: pulumi config set --path microshift.image",
    },
  ];
}

/** What only control planes that share an address have. */
function addressesOfNobody(config: Pick<ConfigValues, "topology" | "microshift">): readonly Problem[] {
  if (config.topology === "ha") return [];
  const values = microshiftValues(config);
  const keys = [
    "joinAs",
    "virtualAddress",
    "virtualInterface",
    "virtualAddressFrom",
    "loadBalancerRange",
  ] as const;
  return refusedWishes(
    keys.map((key) => ({
      where: `microshift.${key}`,
      value: values[key] === usual[key] ? undefined : values[key],
      what: `topology ${config.topology} has no use for it`,
      why: "one control plane shares no address and no etcd with others",
      instead: "pulumi config set topology ha",
    })),
  );
}

/** MicroShift dates its certificates itself, and on a host that is there already nothing is done anew after a time. */
function clockOfNobody(config: Pick<ConfigValues, "platform" | "pullSecret" | "clock">): readonly Problem[] {
  // A pull secret is judged by it, wherever it is for.
  if (config.platform !== "ssh" || config.pullSecret !== undefined) return [];
  return refusedWishes([
    {
      where: "clock",
      value: config.clock,
      what: "nothing is dated by it",
      why: "MicroShift issues and renews its certificates itself, by the host's own clock",
      instead: "",
    },
  ]);
}
