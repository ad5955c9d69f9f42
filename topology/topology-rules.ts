import type { ConfigValues } from "./config-schema";
import {
  builtTopology,
  loadBalancerCountOf,
  type NumberedKind,
  type NumberKeys,
  sharesApiAddress,
} from "./machine-numbers";
import type { Topology } from "./plan";
import type { Problem } from "./problems";
import { stagesFor } from "./stages";

type Keys<K extends keyof ConfigValues> = Pick<ConfigValues, K>;

/** Where etcd runs beside the API servers, control planes are its members. */
export function oddControlPlanes(config: Keys<"topology" | "controlPlanes">): readonly Problem[] {
  const { topology, controlPlanes } = config;
  if (topology === "external-etcd" || controlPlanes % 2 === 1) return [];
  return [evenMembers("the number of control planes must be odd", "controlPlanes", controlPlanes)];
}

/** A single member may not be lost, and of an even number no more may be lost than of one less. */
export function severalEtcdMembers(config: Keys<"topology" | "etcdMembers">): readonly Problem[] {
  const { topology, etcdMembers } = config;
  if (etcdMembers === undefined) return [];
  const where = "etcdMembers";
  if (topology !== "external-etcd")
    return [
      {
        what: `topology ${topology} has no etcd machines`,
        where,
        value: etcdMembers,
        why: "etcd runs beside the API servers there, a member on each control plane",
        remedy: "pulumi config rm etcdMembers, or pulumi config set topology external-etcd",
      },
    ];
  if (etcdMembers === 1)
    return [
      {
        what: "a single etcd machine is not highly available",
        where,
        value: etcdMembers,
        why: "the cluster stops with it, and its data are gone with its disk",
        remedy: "pulumi config set etcdMembers 3",
      },
    ];
  return etcdMembers % 2 === 1
    ? []
    : [evenMembers("the number of etcd machines must be odd", where, etcdMembers)];
}

function evenMembers(what: string, where: "controlPlanes" | "etcdMembers", value: number): Problem {
  return {
    what,
    where,
    value,
    why: `${value} etcd members tolerate no more lost members than ${value - 1} do, and are likelier to lose one`,
    remedy: `pulumi config set ${where} ${value + 1}`,
  };
}

/** A stage that the cluster does not have would never be reached. */
export function knownStage({
  distribution,
  topology,
  until,
}: Keys<"distribution" | "topology" | "until">): readonly Problem[] {
  const stages = stagesFor({ distribution, topology: builtTopology(topology) });
  if (until === undefined || stages.includes(until)) return [];
  return [
    {
      what: `topology ${topology} of ${distribution} has no stage ${until}`,
      where: "until",
      value: until,
      why: `its stages are ${stages.join(", ")}`,
      remedy: `pulumi config set until ${stages[0] ?? ""}`,
    },
  ];
}

/** A number for a kind of machine that the topology has none of would be a wish that is never granted. */
export function numbersOfNobody({
  topology,
  hostNumbers,
}: Keys<"topology" | "hostNumbers">): readonly Problem[] {
  return nobodys[builtTopology(topology)]
    .filter((kind) => hostNumbers[kind] !== undefined)
    .map((kind) => {
      const where = `hostNumbers.${kind}`;
      return {
        what: `topology ${topology} has no ${called[kind]} machine`,
        where,
        value: hostNumbers[kind],
        why: "no machine would have the number",
        remedy: `pulumi config rm --path ${where}`,
      };
    });
}

/** The kinds of machines that a topology has none of. */
const nobodys: Readonly<Record<Topology, readonly Exclude<NumberedKind, "virtualAddress">[]>> = {
  ha: ["etcd"],
  "external-etcd": ["bootstrap"],
  "sno-plus": ["bootstrap", "etcd", "loadBalancer"],
};

const called: Readonly<Record<NumberedKind, string>> = {
  virtualAddress: "virtual address",
  etcd: "etcd",
  loadBalancer: "load balancer",
  bootstrap: "bootstrap",
  controlPlane: "control plane",
  worker: "worker",
};

/** Where control planes have the API's address themselves, nobody else takes connections to the API. */
export function balancersOfNobody({
  topology,
  loadBalancers,
  libvirt,
}: Pick<NumberKeys, "topology" | "loadBalancers" | "libvirt">): readonly Problem[] {
  if (topology !== "sno-plus") return [];
  const wishes = [
    { where: "loadBalancers", value: loadBalancers },
    { where: "libvirt.loadBalancer", value: libvirt?.loadBalancer === "host" ? "host" : undefined },
  ];
  return wishes
    .filter(({ value }) => value !== undefined)
    .map(({ where, value }) => ({
      what: "topology sno-plus has no load balancer",
      where,
      value,
      why: "its control planes share the API's address, which is on one of them at a time",
      remedy: `pulumi config rm --path ${where}, or pulumi config set topology ha`,
    }));
}

/** The same for what only several load balancers have. */
export function sharedByNobody(config: NumberKeys & Keys<"virtualRouterId">): readonly Problem[] {
  if (sharesApiAddress(config) || loadBalancerCountOf(config) === 0) return [];
  const wishes = [
    { where: "virtualRouterId", value: config.virtualRouterId },
    { where: "hostNumbers.virtualAddress", value: config.hostNumbers.virtualAddress },
  ];
  return wishes
    .filter(({ value }) => value !== undefined)
    .map(({ where, value }) => ({
      what: "one load balancer shares its address with nobody",
      where,
      value,
      why: "the API's address is its own, and no virtual router is made",
      remedy: `pulumi config rm --path ${where}, or pulumi config set loadBalancers 2`,
    }));
}

/** Two virtual routers of one number on a network would take turns with their addresses. */
export function ownVirtualRouter(
  config: Keys<"virtualRouterId" | "foreignVirtualRouterIds">,
): readonly Problem[] {
  const { virtualRouterId, foreignVirtualRouterIds } = config;
  const remedy = "pulumi config rm virtualRouterId, which makes one that nobody has";
  if (virtualRouterId !== undefined && foreignVirtualRouterIds.includes(virtualRouterId))
    return [
      {
        what: `virtual router ${virtualRouterId} is somebody else's`,
        where: "virtualRouterId",
        value: virtualRouterId,
        why: "foreignVirtualRouterIds has it: the machines' network has a virtual router of that number already",
        remedy,
      },
    ];
  if (new Set(foreignVirtualRouterIds).size < 255) return [];
  return [
    {
      what: "there is no number left for the cluster's virtual router",
      where: "foreignVirtualRouterIds",
      value: foreignVirtualRouterIds.length,
      why: "a network has 255 of them, and all are said to be taken",
      remedy: "leave out those that are not taken",
    },
  ];
}
