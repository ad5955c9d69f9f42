import { apiUrl } from "../../topology/endpoints";
import { machinesOf, type ClusterPlan } from "../../topology/plan";
import { probe, type Credentials } from "../e2e/support/availability";
import { make, type TestStack } from "../e2e/support/stack";
import type { ProberReport } from "../support/prober";
import { isBack, keepsakesOf, stateOf } from "./containers";
import type { Fault } from "./faults";

const healthyMilliseconds = 240_000;
const noteworthyMilliseconds = 90_000;

/** A stack to try faults on. */
export interface Subject {
  readonly stack: TestStack;
  readonly plan: ClusterPlan;
  readonly credentials: Credentials;
}

/** What a fault did. */
export interface Outcome {
  readonly fault: Fault;
  /** From the fault until every health check passed again. */
  readonly seconds: number;
  readonly report: ProberReport;
}

/** The requests that were lost though the fault may lose none. */
export function unexpectedLosses({ fault, report }: Outcome): ProberReport["failures"] {
  return fault.loses === "no request" ? report.failures : [];
}

/** Lets a fault happen under the prober's eyes and waits until every health check passes again. */
export async function tryFault(subject: Subject, fault: Fault): Promise<Outcome> {
  const { stack, plan, credentials } = subject;
  const containers = fault.machines.map(({ name }) => `${stack.instance}-${name}`);
  const boots = await Promise.all(containers.map(async (each) => (await stateOf(each)).StartedAt));
  const probing = await probe(stack, apiUrl(plan), credentials);
  const started = Date.now();
  try {
    await Promise.all(containers.map(fault.inject));
    if (fault.after === "boots anew")
      await Promise.all(containers.map((each, index) => isBack(each, boots[index] ?? "")));
    await isHealthy(stack);
  } catch (error) {
    await probing.end();
    throw error;
  }
  return { fault, seconds: (Date.now() - started) / 1000, report: await probing.end() };
}

/**
 * Waits until every health check of a stack passes, for so many milliseconds; it is looked at once at least. Where it took
 * longer than faults usually cost, it says what was the last not to pass.
 */
export async function isHealthy(stack: TestStack, limit = healthyMilliseconds): Promise<void> {
  const started = Date.now();
  let last: readonly string[] = [];
  for (;;) {
    const { exitCode, text } = await make("status", stack);
    const passed = Date.now() - started;
    if (exitCode === 0) {
      if (passed > noteworthyMilliseconds)
        console.log(
          `healthy after ${(passed / 1000).toFixed(0)} s, and last for want of:\n${last.join("\n")}`,
        );
      return;
    }
    if (passed > limit)
      throw new Error(`the cluster is not healthy after ${limit / 1000} s; the last status:\n${text}`);
    last = text.split("\n").filter((line) => line.includes("FAIL"));
  }
}

/** What every machine keeps over a fault; the bootstrap machine keeps to be off. */
export async function whatIsKept({
  stack,
  plan,
}: Subject): Promise<Readonly<Record<string, readonly string[]>>> {
  const machines = machinesOf(plan).map(async ({ name, role }) => {
    const container = `${stack.instance}-${name}`;
    const { Running } = await stateOf(container);
    return [name, Running ? await keepsakesOf(container, role) : ["off"]] as const;
  });
  return Object.fromEntries(await Promise.all(machines));
}
