import type { ConfigValues } from "../config-schema";
import type { Problem } from "../problems";
import { rule, type Rule } from "../rule";
import { mostSimilar } from "../similar";
import { configuredNodes, microshiftValues } from "./make-plan";
import { founderId } from "./plan";

type Keys = Pick<ConfigValues, "topology" | "platform" | "microshift">;

/** The rules on the nodes of a cluster, in the order in which their problems are shown. */
export const nodeRules: readonly Rule[] = [
  rule(["topology", "microshift"], idsOfOne),
  rule(["topology", "microshift"], someControlPlane),
  rule(["topology", "platform", "microshift"], oneControlPlane),
  rule(["topology", "platform", "microshift"], sharersOnPodman),
  rule(["topology", "microshift"], reachableThreshold),
  rule(["topology", "platform", "microshift", "machineGenerations"], knownNodes),
];

const where = "microshift.nodes";

/** A node is called and addressed by its id, so that two of one id would be one. */
function idsOfOne({ topology, microshift }: Pick<Keys, "topology" | "microshift">): readonly Problem[] {
  const ids = configuredNodes({ topology, microshift }).map(({ id }) => id);
  const twice = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
  const free = Math.max(...ids) + 1;
  return twice.map((id) => ({
    what: `two nodes have the id ${id}`,
    where,
    value: ids,
    why: `both would be called node-${id} and have the address with the number ${id + 10}`,
    remedy: `give one of them an id that no node has, such as ${free}`,
  }));
}

function someControlPlane(config: Pick<Keys, "topology" | "microshift">): readonly Problem[] {
  const nodes = configuredNodes(config);
  if (nodes.some(({ role }) => role === "controlPlane")) return [];
  return [
    {
      what: "there is no control plane among the nodes",
      where,
      value: nodes,
      why: "the API, etcd and all that a worker asks for are on control planes",
      remedy: "pulumi config set --path 'microshift.nodes[0].role' controlPlane",
    },
  ];
}

/** A cluster that was not made highly available takes no further control plane, and its one founds it (facts: B4 and B6). */
function oneControlPlane(config: Keys): readonly Problem[] {
  if (config.topology !== "single") return [];
  const controlPlanes = configuredNodes(config).filter(({ role }) => role === "controlPlane");
  const [only, ...others] = controlPlanes;
  if (others.length > 0)
    return [
      {
        what: "topology single has one control plane",
        where,
        value: controlPlanes,
        why: "a cluster that does not begin with a virtual address refuses further control planes for good",
        remedy:
          "pulumi config set topology ha, or make the others workers; a cluster that is up is made anew by it: make destroy first",
      },
    ];
  // On other platforms there is no list of nodes at all, which has a problem of its own.
  if (only === undefined || only.id === founderId || config.platform !== "podman") return [];
  return [
    {
      what: `the only control plane must have the id ${founderId}`,
      where,
      value: only.id,
      why: `node-${founderId} begins the cluster, and the others join it`,
      remedy: `pulumi config set --path 'microshift.nodes[0].id' ${founderId}`,
    },
  ];
}

function sharersOnPodman({ topology, platform }: Keys): readonly Problem[] {
  if (topology !== "ha" || platform === "podman") return [];
  return [
    {
      what: `topology ha of microshift is not built on platform ${platform}`,
      where: "topology",
      value: topology,
      why: "several control planes join one another in containers of one host alone: there they have been seen to work",
      remedy: "pulumi config set topology single, or pulumi config set platform podman",
    },
  ];
}

function reachableThreshold(config: Pick<Keys, "topology" | "microshift">): readonly Problem[] {
  const { virtualAddressFrom } = microshiftValues(config);
  const count = configuredNodes(config).filter(({ role }) => role === "controlPlane").length;
  if (config.topology !== "ha" || count === 0 || (virtualAddressFrom ?? 1) <= count) return [];
  return [
    {
      what: "the virtual address would never be used",
      where: "microshift.virtualAddressFrom",
      value: virtualAddressFrom,
      why: `it is used when ${virtualAddressFrom ?? 1} control planes are Ready, and there ${count === 1 ? "is 1" : `are ${count}`}`,
      remedy: `pulumi config set --path microshift.virtualAddressFrom ${count}, or add control planes to microshift.nodes`,
    },
  ];
}

/** A host that is there already is made by nobody, so that it has no generation (platform-rules.ts). */
function knownNodes({
  machineGenerations,
  ...config
}: Keys & Pick<ConfigValues, "machineGenerations">): readonly Problem[] {
  if (config.platform === "ssh") return [];
  const names = configuredNodes(config).map(({ id }) => `node-${id}`);
  return Object.entries(machineGenerations)
    .filter(([name]) => !names.includes(name))
    .map(([name, value]) => {
      const meant = mostSimilar(name, names);
      return {
        what: `there is no node ${name}`,
        where: `machineGenerations.${name}`,
        value,
        why: `the nodes of this cluster are ${names.join(", ")}`,
        remedy: `${meant === undefined ? "" : `did you mean ${meant}? `}pulumi config rm --path machineGenerations.${name}, or list it in microshift.nodes`,
      };
    });
}
