import { type ClusterPlan, type Machine, machinesOf, type Role } from "../../topology/plan";
import type { KindName } from "./kinds";

/** Whoever it is at that moment: who holds the shared address, who leads etcd. */
export type Moving = "the holder" | "the leader";

/** What a fault happens to. */
export type Target =
  | { readonly is: "a machine"; readonly machine: Machine }
  | { readonly is: Moving }
  | { readonly is: "all machines" };

/** How many members of etcd are well while a fault lasts; `unknown`: it is over at once, some time or other. */
export type MembersMeanwhile = "all" | "all but one" | "unknown";

/** A fault of the cluster. */
export interface Fault {
  /** For example `freeze etcd-0`. */
  readonly name: string;
  readonly kind: KindName;
  readonly target: Target;
  /** After so many seconds requests are answered again, though the fault lasts; undefined where that is not promised. */
  readonly bound: number | undefined;
  readonly members: MembersMeanwhile;
}

/** What is promised of a fault of one machine, by its role. */
interface Promised {
  /** In seconds. */
  readonly bound: number;
  readonly members: MembersMeanwhile;
  readonly why: string;
}

const promised: Readonly<Record<Role, Promised>> = {
  etcd: { bound: 2, members: "all but one", why: "a leader that is gone is followed within two elections" },
  loadBalancer: {
    bound: 4,
    members: "all",
    why: "the other one misses three messages, and waits its skew time",
  },
  controlPlane: { bound: 3, members: "all", why: "two checks of the load balancers fail" },
  bootstrap: { bound: 0, members: "all", why: "it is off" },
  worker: { bound: 0, members: "all", why: "no request to the API passes it" },
};

/** Faults that last, in the order in which they are tried. */
const lasting: readonly KindName[] = ["freeze", "kill", "disconnect"];

/** Every fault that the suite tries, in its order. */
export function faultsOf(plan: ClusterPlan): readonly Fault[] {
  const machines = machinesOf(plan);
  return [
    ...lasting.flatMap((kind) => [
      ...machines.filter(({ role }) => role !== "worker").map((machine) => faultOf(kind, machine)),
      movingFault(kind, "the holder"),
      movingFault(kind, "the leader"),
    ]),
    ...plan.controlPlanes.map((machine) => ({ ...faultOf("kill the API server of", machine), bound: 0 })),
    ...plan.controlPlanes.map((machine) => faultOf("freeze the API server of", machine)),
    ...oneOfEachRole(machines).map((machine) => ({
      ...faultOf("reset", machine),
      members: machine.role === "etcd" ? ("unknown" as const) : ("all" as const),
    })),
    {
      name: "reset all machines",
      kind: "reset",
      target: { is: "all machines" },
      bound: undefined,
      members: "unknown",
    },
  ];
}

function faultOf(kind: KindName, machine: Machine): Fault {
  const { bound, members } = promised[machine.role];
  return { name: `${kind} ${machine.name}`, kind, target: { is: "a machine", machine }, bound, members };
}

function movingFault(kind: KindName, is: Moving): Fault {
  const { bound, members } = promised[is === "the leader" ? "etcd" : "loadBalancer"];
  return { name: `${kind} ${is}`, kind, target: { is }, bound, members };
}

function oneOfEachRole(machines: readonly Machine[]): readonly Machine[] {
  const first = new Map<Role, Machine>();
  for (const machine of machines) if (!first.has(machine.role)) first.set(machine.role, machine);
  return [...first.values()];
}

/** The faults that `make test` tries too: of each kind of machines that requests pass, one of its faults. */
export const sample: readonly string[] = [
  "kill master-0",
  "freeze the holder",
  "freeze the leader",
  "reset etcd-0",
];
