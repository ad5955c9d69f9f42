import { founderId, isFounder, type MicroshiftPlan } from "../../../../topology/microshift/plan";
import type { HostFacts } from "../facts";
import type { HostProblem } from "../judge";

/** What a look shows that only MicroShift is judged by. */
export type MicroshiftFacts = Pick<HostFacts, "machines"> & {
  /** Whether the cluster that runs was begun highly available; undefined where that cannot be told. */
  readonly madeForHa: boolean | undefined;
};

/** What is about to be made. */
interface Wanted {
  readonly plan: MicroshiftPlan;
  readonly instance: string;
}

/** What a node is said to need, MiB: what its publisher gives a machine for one (facts: microshift.md, A2). */
const memoryOfNode = 3072;

/** What stands in the way of a MicroShift stack on this host, beside what stands in that of any. */
export function microshiftProblems(facts: MicroshiftFacts, wanted: Wanted): readonly HostProblem[] {
  return [...nobodyBegins(facts, wanted), ...neverHighlyAvailable(facts, wanted)];
}

/** A list of nodes without the first is that of a cluster which it has left, and never that of a new one. */
function nobodyBegins({ machines }: MicroshiftFacts, { plan }: Wanted): readonly HostProblem[] {
  if (machines.length > 0 || plan.nodes.some(isFounder)) return [];
  return [
    {
      what: "no node begins the cluster",
      where: "microshift.nodes in the stack's configuration",
      seen: `the stack has no containers, and its nodes are ${plan.nodes.map(({ name }) => name).join(", ")}`,
      why: `node-${founderId} begins a cluster, and the others join it`,
      remedy: `pulumi config set --path 'microshift.nodes[0].id' ${founderId}`,
    },
  ];
}

/** The mark is read when the first node starts for the first time; afterwards nothing turns the cluster into such a one. */
function neverHighlyAvailable(
  { madeForHa }: MicroshiftFacts,
  { plan, instance }: Wanted,
): readonly HostProblem[] {
  if (madeForHa !== false) return [];
  return [
    {
      what: "the cluster was not begun as a highly available one",
      where: `container ${instance}-node-${founderId}`,
      seen: "its first node has no mark of it",
      why: "only a cluster that begins with a virtual address takes further control planes, and a running one cannot be made such",
      remedy: `pulumi config set topology single; or make it anew: make destroy STACK=${plan.stack} && make up STACK=${plan.stack}`,
    },
  ];
}

/** How much nodes use depends on what runs on them, so that a host with less is no more than a hint. */
export function microshiftHints(
  { memory, machines }: Pick<HostFacts, "memory" | "machines">,
  { plan, instance }: Wanted,
): readonly HostProblem[] {
  const missing = plan.nodes.filter(({ name }) => !machines.includes(`${instance}-${name}`));
  const needed = missing.length * memoryOfNode;
  if (needed <= memory) return [];
  return [
    {
      what: "this host may have too little memory for the cluster",
      where: `${missing.length} nodes that are to be made`,
      seen: `${memory} MiB are available, and ${memoryOfNode} MiB for a node are ${needed} MiB`,
      why: "that much is recommended for a node of MicroShift; with few pods it needs less",
      remedy: "end what is not needed (free -m), or list fewer nodes in microshift.nodes",
    },
  ];
}
