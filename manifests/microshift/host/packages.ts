import type { MicroshiftPlan } from "../../../topology/microshift/plan";

/** When a package is needed. */
type Need = "always" | "olm" | "gitops" | "ovn" | "kindnet" | "wildcardDns";

interface Package {
  readonly name: string;
  readonly neededFor: Need;
  /** Those of a later turn need what an earlier turn has brought: each is a command of its own. */
  readonly turn: 1 | 2;
  readonly why: string;
}

const addOns: readonly Package[] = [
  { name: "microshift-olm", neededFor: "olm", turn: 2, why: "the manifests of OLM" },
  {
    name: "dnsmasq",
    neededFor: "wildcardDns",
    turn: 2,
    why: "NetworkManager starts it and does not bring it",
  },
];

/** The packages by where they come from (facts: microshift.md, A2, A3, A8, A9 and A11). */
const packages: Readonly<Record<MicroshiftPlan["packages"], readonly Package[]>> = {
  redhat: [
    {
      name: "microshift",
      neededFor: "always",
      turn: 2,
      why: "brings its network, its SELinux policy, CRI-O and the clients by itself",
    },
    { name: "microshift-gitops", neededFor: "gitops", turn: 2, why: "the manifests of Argo CD" },
    ...addOns,
  ],
  community: [
    {
      name: "microshift-io-dependencies",
      neededFor: "always",
      turn: 1,
      why: "brings the repositories of what MicroShift depends on, so it goes first",
    },
    { name: "microshift", neededFor: "always", turn: 2, why: "MicroShift itself" },
    { name: "microshift-networking", neededFor: "ovn", turn: 2, why: "the pod network by Open vSwitch" },
    {
      name: "microshift-kindnet",
      neededFor: "kindnet",
      turn: 2,
      why: "the pod network without Open vSwitch; a host has exactly one of the two",
    },
    { name: "microshift-gitops", neededFor: "gitops", turn: 2, why: "the manifests of Argo CD" },
    ...addOns,
  ],
  installed: [],
};

/** The packages that a plan needs, in the turns in which they are installed. */
export function packageTurns(plan: MicroshiftPlan): readonly (readonly string[])[] {
  const needed = packages[plan.packages].filter(({ neededFor }) => isNeeded(neededFor, plan));
  return ([1, 2] as const)
    .map((turn) => needed.filter((each) => each.turn === turn).map(({ name }) => name))
    .filter((names) => names.length > 0);
}

/**
 * Whether packages are to bring what they merely recommend. With kindnet they are not: MicroShift recommends the pod
 * network by Open vSwitch, and a host may have one alone.
 */
export function recommendedPackages({ networkPlugin }: Pick<MicroshiftPlan, "networkPlugin">): "yes" | "no" {
  return networkPlugin === "kindnet" ? "no" : "yes";
}

function isNeeded(need: Need, { addOns: wanted, networkPlugin, wildcardDns }: MicroshiftPlan): boolean {
  if (need === "wildcardDns") return wildcardDns !== undefined;
  if (need === "olm" || need === "gitops") return wanted.includes(need);
  return need === "always" || need === networkPlugin;
}
