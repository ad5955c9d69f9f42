import { type ClusterPlan, type Machine, machinesOf } from "../../../topology/plan";
import type { FailureReport } from "../../failure";
import { sweepLine } from "../sweep";
import { hasAddressSharer, type HostFacts } from "./facts";

/** What is about to be made, and from where. */
export interface Wanted {
  readonly plan: ClusterPlan;
  readonly instance: string;
  /** The folder of this project. */
  readonly project: string;
  /** The key of the configuration that has the address which machines share. */
  readonly addressKey: "apiAddress" | "microshift.virtualAddress";
}

/** A problem of the host, in the parts that every error has; since when is when it was looked at. */
export type HostProblem = Omit<FailureReport, "since">;

type Judge = (facts: HostFacts, wanted: Wanted) => readonly HostProblem[];

/** Below this much the engine may not be able to write down what it has made, MiB. */
export const leastRoom = 64;

/** What a machine of each role uses in memory once its cluster is up, rounded up, MiB (docs/bad-moments.md). */
export const memoryOf: Readonly<Record<Machine["role"], number>> = {
  etcd: 120,
  loadBalancer: 50,
  bootstrap: 600,
  controlPlane: 600,
  worker: 200,
};

/** Every bad moment that a look at the host can tell beforehand, memory left out: that differs by what machines run. */
const judges: readonly Judge[] = [
  ({ room }) =>
    Object.entries(room)
      .filter(([, free]) => free < leastRoom)
      .map(([folder, free]) => ({
        what: "there is no room for the stack's state",
        where: folder,
        seen: `${free} MiB are free, ${leastRoom} MiB are needed`,
        why: "the disk is full or nearly so",
        remedy: "make room (df -h shows what is full)",
      })),
  ({ namespace }, { instance, project }) => {
    const where = `/run/netns/${instance}`;
    if (namespace === "absent") return [];
    if (namespace === "unknown")
      return [
        {
          what: `the network namespace ${instance} is somebody else's`,
          where,
          seen: "it is there, and no project of this program made it",
          why: "another program uses the name",
          remedy: `choose another stack name; or, if nobody needs it, remove it: ip netns delete ${instance}`,
        },
      ];
    if (namespace.project === project) return [];
    const gone = {
      why: "that folder is gone, with the state of its stack",
      remedy: `choose another stack name, or remove what it left: ${sweepLine(instance)}`,
    };
    const other = {
      why: "that project has a stack of the same name on this host",
      remedy: 'choose another stack name, or run "make destroy" there',
    };
    return [
      {
        what: `${instance} belongs to another project`,
        where,
        seen: `it was made by the project in ${namespace.project}`,
        ...(namespace.isGone ? gone : other),
      },
    ];
  },
  ({ answering, machines }, { plan, instance, addressKey }) => {
    if (hasAddressSharer(plan, instance, machines)) return [];
    return answering.map(({ address, holder }) => ({
      what: "somebody answers for the address that machines are to share",
      where: `${address} in the network namespace ${instance}`,
      seen: holder,
      why: "another machine, container or interface in that network has the address",
      remedy: `remove it, or choose another address: pulumi config set --path ${addressKey}`,
    }));
  },
  ({ ipv6Refusal }) =>
    ipv6Refusal === ""
      ? []
      : [
          {
            what: "this host has no IPv6 for the cluster",
            where: "a new network namespace",
            seen: ipv6Refusal,
            why: "its kernel was built or started without IPv6, or has no packet filter for it",
            remedy:
              "start it without ipv6.disable=1, load ip6table_nat; or have IPv4 alone: hardway:addressFamily ipv4",
          },
        ],
  ({ listener }, { plan }) =>
    listener === ""
      ? []
      : [
          {
            what: "the forwarded port is taken",
            where: `127.0.0.1:${plan.api.forwardedPort}`,
            seen: listener,
            why: "another program listens there",
            remedy: "end it, or choose another port: hardway:forwardedPort in the stack's configuration",
          },
        ],
];

function memoryProblems({ memory, machines }: HostFacts, { plan, instance }: Wanted): readonly HostProblem[] {
  const missing = machinesOf(plan).filter(({ name }) => !machines.includes(`${instance}-${name}`));
  const needed = missing.reduce((sum, { role }) => sum + memoryOf[role], 0);
  if (needed <= memory) return [];
  return [
    {
      what: "this host has too little memory for the cluster",
      where: `${missing.length} machines that are to be made`,
      seen: `${memory} MiB are available, ${needed} MiB are needed`,
      why: "other programs use it, or the cluster is too large for this host",
      remedy: "end what is not needed (free -m), or have fewer workers or control planes",
    },
  ];
}

/** All that stands in the way of a stack on this host. */
export function problemsOf(facts: HostFacts, wanted: Wanted): readonly HostProblem[] {
  return [...problemsBesideMemory(facts, wanted), ...memoryProblems(facts, wanted)];
}

/** The same without how much memory the machines need. */
export function problemsBesideMemory(facts: HostFacts, wanted: Wanted): readonly HostProblem[] {
  return judges.flatMap((judge) => judge(facts, wanted));
}
