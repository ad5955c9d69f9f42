import { machinesOf, type ClusterPlan, type Machine } from "../../topology/plan";
import { crash, freeze, frozenSeconds, reboot, type Inject } from "./inject";

/** A way in which a machine can fail. */
export interface FaultKind {
  readonly what: string;
  /** What the fault stands for. */
  readonly why: string;
  /** Whether the machine boots anew, or goes on where it was. */
  readonly after: "boots anew" | "goes on";
  readonly inject: Inject;
}

/** All kinds of faults. */
export const faultKinds = {
  kill: {
    what: "its first process is killed by SIGKILL",
    why: "a crash or a power cut: nobody is told, nothing is written to disk",
    after: "boots anew",
    inject: crash,
  },
  freeze: {
    what: `it stands still for ${frozenSeconds} s`,
    why: "a host that swaps, a live migration: connections stay open and nobody answers",
    after: "goes on",
    inject: freeze,
  },
  reboot: {
    what: "it is rebooted from inside",
    why: "an operator's everyday: services are ended in their order",
    after: "boots anew",
    inject: reboot,
  },
} as const satisfies Readonly<Record<string, FaultKind>>;

type KindName = keyof typeof faultKinds;

/** What a fault may cost: a request that the prober sent and that was not answered well. */
export type Loss = "no request" | "requests under way" | "requests until it is back";

/** A fault of one machine or of several at the same moment. */
export interface Fault extends FaultKind {
  /** For example `kill master-0`. */
  readonly name: string;
  readonly machines: readonly Machine[];
  readonly loses: Loss;
}

/** Requests never pass a worker; they pass the one load balancer always, and one control plane of several each. */
const losses: Readonly<Record<Machine["role"], Loss>> = {
  etcd: "requests under way",
  loadBalancer: "requests until it is back",
  bootstrap: "no request",
  controlPlane: "requests under way",
  worker: "no request",
};

/** Every kind of fault of each machine in turn and of all at once; the bootstrap machine is off. */
export function faultsOf(plan: ClusterPlan): readonly Fault[] {
  const machines = machinesOf(plan).filter(({ role }) => role !== "bootstrap");
  const targets = [
    ...machines.map((machine) => ({ name: machine.name, machines: [machine], loses: losses[machine.role] })),
    { name: "all machines", machines, loses: "requests until it is back" as const },
  ];
  return (Object.keys(faultKinds) as readonly KindName[]).flatMap((kind) =>
    targets.map((target) => ({ ...faultKinds[kind], ...target, name: `${kind} ${target.name}` })),
  );
}

/** The faults that `make test` tries too, for their time: one of each way to boot anew, on each kind of node. */
export const sample: readonly string[] = ["kill master-0", "reboot worker-0"];
