import { z } from "zod";
import { type Finding, findingOf } from "../../check";
import { conditionsSchema, unmet } from "../conditions";
import { type SmokeCheck, type SmokePlan, withRelease } from "./check";
import { answerPage, routeHost, routes, smokeKey } from "./objects";
import { notFromAPod, smokePods } from "./pods";

const schema = z.object({
  status: z
    .object({
      ingress: z.array(z.object({ host: z.string().default(""), conditions: conditionsSchema })).default([]),
    })
    .default({ ingress: [] }),
});

/** A router has taken the Route. */
export const routeAdmitted: SmokeCheck = {
  id: "route-admitted",
  sentence: "a router has admitted the Route, by the name that the plan's domain gives it",
  why: "the API makes the name and the routers take it or refuse it; the DNS of the plan answers for no other",
  appliesTo: withRelease,
  probe: async ({ kubernetes, plan }) => {
    const { status } = schema.parse(
      await kubernetes.custom.getNamespacedCustomObject({ ...routes, ...smokeKey }),
    );
    const [router] = status.ingress;
    if (router === undefined) return { level: "failure", detail: "no router has seen it yet" };
    const expected = routeHost(plan, smokeKey);
    const misnamed = router.host === expected ? [] : [`it is ${router.host}, expected ${expected}`];
    return findingOf([...unmet(router.conditions, { Admitted: "True" }), ...misnamed], expected);
  },
};

/** A user's way to an application. */
export const routeAnswers: SmokeCheck = {
  id: "route-answers",
  sentence: "the Route has a pod answer, through the load balancer",
  why: "it is the way of every user: load balancer, router, the router's certificate, Service, pod",
  appliesTo: withRelease,
  probe: async ({ kubernetes, plan, applications }) => {
    const host = routeHost(plan, smokeKey);
    const { status, text } = await applications({ host, path: `/${answerPage}` });
    if (status !== 200) return refusal(plan, host, status);
    return findingOf(notFromAPod(text, await smokePods(kubernetes)), `${text.trim()} answers as ${host}`);
  },
};

/** The name by which the console's Route is known, beside those of its own domain (facts: openshift-hard-way.md, 9.4). */
const consoleKey = { name: "console", namespace: "openshift-console" } as const;

/** The console's page. */
export const consoleAnswers: SmokeCheck = {
  id: "console-answers",
  sentence: "the console shows its page, through the load balancer",
  why: "it is what an administrator opens first, and it needs a router and the cluster's own login",
  appliesTo: withRelease,
  probe: async ({ plan, applications }) => {
    const host = routeHost(plan, consoleKey);
    const { status, text } = await applications({ host, path: "/" });
    if (status !== 200) return refusal(plan, host, status);
    // Its page names the product, and any other server's, such as a proxy's on the way, does not.
    const isConsole = /openshift|okd/i.test(text);
    return findingOf(isConsole ? [] : [`https://${host} shows a page that is not the console's`], host);
  },
};

/** A router answers 503 for a name that it does not know, as well as for one without a pod. */
function refusal({ ingress }: SmokePlan, host: string, status: number): Finding {
  return { level: "failure", detail: `https://${host} says HTTP ${status} at ${ingress.address}` };
}
