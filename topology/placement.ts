import type { Machine, Role } from "./plan";

/** Which hypervisor each machine is on, both by name. */
export type Placement = Readonly<Record<string, string>>;

/** How the machines of a role are spread over hypervisors. */
interface Spread {
  /** How many hypervisors stand before the one at which the role begins, so that the odd machines of two roles rarely meet. */
  readonly start: 0 | 1;
  /** `counted`: machines keep away from those of their role that the user has placed. `ignored`: they stay where they are. */
  readonly pins: "counted" | "ignored";
  readonly why: string;
}

const spreads: Readonly<Record<Role, Spread>> = {
  etcd: { start: 1, pins: "counted", why: "a hypervisor takes as few members along as can be" },
  loadBalancer: { start: 1, pins: "counted", why: "the shared address moves to another hypervisor" },
  bootstrap: {
    start: 0,
    pins: "counted",
    why: "it is made once: a hypervisor that is added is rarely the first",
  },
  controlPlane: {
    start: 0,
    pins: "counted",
    why: "API servers, and members of etcd beside them, outlive a hypervisor",
  },
  worker: {
    start: 1,
    pins: "ignored",
    why: "there are many: none is made anew because another one comes or is placed",
  },
};

/** What a placement is made from. */
export interface PlacementArgs {
  /** In the order of their numbers within each role. */
  readonly machines: readonly Pick<Machine, "name" | "role">[];
  /** The hypervisors' names; at least one. */
  readonly hypervisors: readonly string[];
  /** The machines that the user has placed. */
  readonly pins: Placement;
}

/**
 * Places every machine: those of a role as evenly as the pins allow. The same arguments give the same placement, and a
 * further machine of a role, being the last of it, moves no other.
 */
export function placementOf({ machines, hypervisors, pins }: PlacementArgs): Placement {
  const roles = [...new Set(machines.map(({ role }) => role))];
  const placed = roles.flatMap((role) => {
    const names = machines.filter((machine) => machine.role === role).map(({ name }) => name);
    const spread = spreads[role];
    const order = [...hypervisors.slice(spread.start), ...hypervisors.slice(0, spread.start)];
    const apart = keptApart(names, order, spread.pins === "counted" ? pins : {});
    return names.map((name) => [name, pins[name] ?? apart.get(name) ?? ""] as const);
  });
  return Object.fromEntries(placed);
}

/** Each of the machines that are not pinned, on the hypervisor that has the fewest of them. */
function keptApart(
  names: readonly string[],
  hypervisors: readonly string[],
  pins: Placement,
): ReadonlyMap<string, string> {
  const placed = new Map(names.flatMap((name) => (pins[name] === undefined ? [] : [[name, pins[name]]])));
  for (const name of names.filter((each) => !placed.has(each))) {
    const loads = hypervisors.map((hypervisor) => ({ hypervisor, load: countOf(hypervisor, placed) }));
    const [least] = loads.sort((one, other) => one.load - other.load);
    if (least !== undefined) placed.set(name, least.hypervisor);
  }
  return placed;
}

function countOf(hypervisor: string, placed: ReadonlyMap<string, string>): number {
  return [...placed.values()].filter((each) => each === hypervisor).length;
}

/** The hypervisors each of whose loss would leave no majority of the members, with the members that are on it. */
export function quorumHolders(
  members: readonly string[],
  placement: Placement,
): Readonly<Record<string, readonly string[]>> {
  const hypervisors = [...new Set(members.map((member) => placement[member] ?? ""))];
  const majority = Math.floor(members.length / 2) + 1;
  const held = hypervisors.map(
    (hypervisor) => [hypervisor, members.filter((member) => placement[member] === hypervisor)] as const,
  );
  return Object.fromEntries(held.filter(([, own]) => members.length - own.length < majority));
}
