import { type HypervisorPlan, libvirtOf, machinesAt, placeOf } from "../../../../topology/libvirt";
import { momentsOf } from "../../../../topology/moments";
import type { ClusterPlan, Machine, Role } from "../../../../topology/plan";
import type { HostProblem } from "../judge";
import type { LibvirtFacts } from "./facts";

/** What machines need at one moment beside those that run, and what there is for them then, MiB. */
interface Need {
  readonly when: string;
  readonly machines: readonly Machine[];
  readonly needed: number;
  readonly available: number;
}

const called: Readonly<Record<Role, string>> = {
  etcd: "of etcd",
  loadBalancer: "load balancer",
  bootstrap: "bootstrap machine",
  controlPlane: "control plane",
  worker: "worker",
};

/**
 * A hypervisor with less memory than the machines need that are still to be made on it, whichever run at once. Those that
 * are there have theirs, which is not available; that of the bootstrap machine will be when it is off.
 */
export function memoryProblems(
  facts: LibvirtFacts,
  plan: ClusterPlan,
  hypervisor: HypervisorPlan,
): readonly HostProblem[] {
  if (facts.memory === undefined) return [];
  const { available, total } = facts.memory;
  const own = machinesAt(plan, hypervisor);
  const needs = momentsOf(plan).map(({ when, machines }): Need => {
    const together = own.filter(({ name }) => machines.some((machine) => machine.name === name));
    const missing = together.filter(({ name }) => !facts.machines.includes(name));
    const freed = own.filter(
      (machine) => facts.running.includes(machine.name) && !together.includes(machine),
    );
    return {
      when,
      machines: missing,
      needed: memoryIn(missing, plan),
      available: available + memoryIn(freed, plan),
    };
  });
  const short = needs.find((need) => need.needed > need.available);
  if (short === undefined) return [];
  const missing = new Set(needs.flatMap(({ machines }) => machines));
  return [
    {
      what: "the hypervisor has too little memory for the cluster",
      where: `${missing.size} machines that are to be made at ${placeOf(hypervisor)}`,
      seen: `${available} MiB are available, ${told(needs)
        .map((need) => wordsOf(need, plan))
        .join(", and ")}`,
      why: `${short.needed > total ? "the machines are too large for it" : "other programs use it"}: it has ${total} MiB in all`,
      remedy: remedyFor(short, plan, hypervisor),
    },
  ];
}

/** Where the bootstrap machine is there already, or elsewhere, one moment is as the other. */
function told(needs: readonly Need[]): readonly Need[] {
  const sets = needs.map(({ machines }) => machines.map(({ name }) => name).join());
  return new Set(sets).size > 1 ? needs : needs.slice(0, 1).map((need) => ({ ...need, when: "" }));
}

function memoryIn(machines: readonly Machine[], plan: ClusterPlan): number {
  const { sizes } = libvirtOf(plan);
  return machines.reduce((sum, { role }) => sum + sizes[role].memory, 0);
}

/** For example "65536 MiB are needed when it is off (3 × control plane of 16384, 2 × worker of 8192)". */
function wordsOf({ when, machines, needed }: Need, plan: ClusterPlan): string {
  const { sizes } = libvirtOf(plan);
  const parts = rolesOf(machines).map(
    (role) =>
      `${machines.filter((machine) => machine.role === role).length} × ${called[role]} of ${sizes[role].memory}`,
  );
  const sum = parts.length === 0 ? "" : ` (${parts.join(", ")})`;
  return [`${needed} MiB are needed`, when].filter((part) => part !== "").join(" ") + sum;
}

/** Names the role that takes most. */
function remedyFor({ machines }: Need, plan: ClusterPlan, { name }: HypervisorPlan): string {
  const [role = "worker"] = [...rolesOf(machines)].sort(
    (one, other) => ofRole(machines, other, plan) - ofRole(machines, one, plan),
  );
  const ways = [
    "end what is not needed",
    "have fewer machines (pulumi config set workers 0)",
    ...(name === "" ? [] : ["place some elsewhere (pulumi config set --path libvirt.placement.worker-0)"]),
  ];
  return `${ways.join(", ")}, or give them less: pulumi config set --path libvirt.machines.${role}.memory`;
}

function rolesOf(machines: readonly Machine[]): readonly Role[] {
  return [...new Set(machines.map(({ role }) => role))];
}

function ofRole(machines: readonly Machine[], role: Role, plan: ClusterPlan): number {
  return memoryIn(
    machines.filter((machine) => machine.role === role),
    plan,
  );
}
