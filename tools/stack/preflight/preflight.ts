import { isMicroshift } from "../../../topology/microshift/plan";
import type { ClusterPlan, Platform } from "../../../topology/plan";
import { Failure, Failures } from "../../failure";
import { repository } from "../../paths";
import { refuseClearSecrets } from "../clear-secrets";
import { planOfStack, type StackPlan } from "../plan";
import type { Stack } from "../stack";
import { factsOf } from "./facts";
import type { Findings } from "./findings";
import { problemsAt } from "./libvirt/look";
import { hostLoadBalancerProblems } from "./libvirt/host-load-balancer";
import { hostLoadBalancerFacts } from "./libvirt/host-load-balancer-facts";
import { hostLoadBalancerHints } from "./libvirt/host-load-balancer-hints";
import { problemsOf } from "./judge";
import { lookAt } from "./microshift/look";

/**
 * Throws one error with all that stands in the way of a stack on this host, before anything is made. Returns the plan;
 * a configuration that is wrong is left to the program itself, which says so in its own words.
 */
export async function preflight(stack: Stack): Promise<StackPlan | undefined> {
  await refuseClearSecrets(stack);
  const plan = await planOfStack(stack);
  if (plan === undefined) return undefined;
  const { problems, hints } = await (isMicroshift(plan)
    ? lookAt(stack, plan)
    : looks[plan.platform](stack, plan));
  const since = `${new Date().toISOString().slice(0, 19).replace("T", " ")} UTC, when this host was looked at`;
  for (const hint of hints) console.log(`note: ${new Failure({ ...hint, since }).message}\n`);
  const [first, ...more] = problems.map((problem) => new Failure({ ...problem, since }));
  if (first === undefined) return plan;
  throw new Failures("this host is not ready for the stack; nothing was changed", [first, ...more]);
}

/** What there is to say of this host, or of the hypervisors, by a stack's platform. */
const looks: Readonly<Record<Platform, (stack: Stack, plan: ClusterPlan) => Promise<Findings>>> = {
  podman: async (stack, plan) => {
    const facts = await factsOf(stack, plan);
    return {
      problems: problemsOf(facts, {
        plan,
        instance: stack.instance,
        project: repository,
        addressKey: "apiAddress",
      }),
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
