import { readFileSync } from "node:fs";
import { parseConfig } from "../../../topology/config";
import { plan as makePlan } from "../../../topology/make-plan";
import type { ClusterPlan, Platform } from "../../../topology/plan";
import { ConfigError } from "../../../topology/problems";
import { Failure, Failures } from "../../failure";
import { repository } from "../../paths";
import { refuseClearSecrets } from "../clear-secrets";
import { configFile, sealedIn, valuesIn } from "../config-file";
import type { Stack } from "../stack";
import { factsOf } from "./facts";
import { problemsAt } from "./libvirt/look";
import { hostLoadBalancerProblems } from "./libvirt/host-load-balancer";
import { hostLoadBalancerFacts } from "./libvirt/host-load-balancer-facts";
import { hostLoadBalancerHints } from "./libvirt/host-load-balancer-hints";
import { type HostProblem, problemsOf } from "./judge";

/**
 * Throws one error with all that stands in the way of a stack on this host, before anything is made. Returns the plan;
 * a configuration that is wrong is left to the program itself, which says so in its own words.
 */
export async function preflight(stack: Stack): Promise<ClusterPlan | undefined> {
  await refuseClearSecrets(stack);
  const plan = await planOfStack(stack);
  if (plan === undefined) return undefined;
  const { problems, hints } = await looks[plan.platform](stack, plan);
  const since = `${new Date().toISOString().slice(0, 19).replace("T", " ")} UTC, when this host was looked at`;
  for (const hint of hints) console.log(`note: ${new Failure({ ...hint, since }).message}\n`);
  const [first, ...more] = problems.map((problem) => new Failure({ ...problem, since }));
  if (first === undefined) return plan;
  throw new Failures("this host is not ready for the stack; nothing was changed", [first, ...more]);
}

/** What a look at a host comes to. */
interface Findings {
  /** What stands in the way. */
  readonly problems: readonly HostProblem[];
  /** What may do so, and is shown only. */
  readonly hints: readonly HostProblem[];
}

/** What there is to say of this host, or of the hypervisors, by a stack's platform. */
const looks: Readonly<Record<Platform, (stack: Stack, plan: ClusterPlan) => Promise<Findings>>> = {
  podman: async (stack, plan) => {
    const facts = await factsOf(stack, plan);
    return {
      problems: problemsOf(facts, { plan, instance: stack.instance, project: repository }),
      hints: [],
    };
  },
  libvirt: async (stack, plan) => {
    const facts = await hostLoadBalancerFacts(plan);
    return {
      problems: [...(await problemsAt(stack, plan)), ...hostLoadBalancerProblems(facts, plan)],
      hints: hostLoadBalancerHints(facts, plan),
    };
  },
};

/** The plan of a stack as its configuration file has it now; undefined where the configuration is refused. */
export async function planOfStack(stack: Stack): Promise<ClusterPlan | undefined> {
  return plannedBy(readFileSync(await configFile(stack), "utf8"), stack);
}

/** The plan of a stack's configuration file; undefined where the configuration is refused. */
export function plannedBy(text: string, { name }: Stack): ClusterPlan | undefined {
  try {
    const values = valuesIn(text);
    return makePlan(parseConfig(name, values, sealedIn(values)));
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}
