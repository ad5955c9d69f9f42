import { setTimeout as pause } from "node:timers/promises";
import { attempt } from "../../tools/process";
import { make, type TestStack } from "../e2e/support/stack";
import type { VirtualStack } from "../libvirt/virtual-stack";

/** Something that happens to virtual machines, in virsh's words. */
export interface Fault {
  readonly name: string;
  readonly machines: readonly string[];
  readonly begins: "destroy" | "suspend" | "reset";
  /** What ends it; left out where the machines come back by themselves. */
  readonly ends?: "start" | "resume";
}

/** The faults that a cluster of three control planes and two workers must get over. */
export const faults: readonly Fault[] = [
  { name: "a control plane is killed", machines: ["master-1"], begins: "destroy", ends: "start" },
  { name: "a control plane is frozen", machines: ["master-2"], begins: "suspend", ends: "resume" },
  {
    name: "all machines are reset at once",
    machines: ["lb-0", "master-0", "master-1", "master-2", "worker-0", "worker-1"],
    begins: "reset",
  },
];

/** What became of a fault, in seconds from its beginning; what was waited for. */
export interface Outcome {
  readonly fault: string;
  /** While it lasts: until the API answers through the load balancer; undefined where it does not last. */
  readonly answers?: number;
  /** From its end, or its beginning where it does not last, until every health check holds. */
  readonly healthy: number;
}

/** How long emulated machines may take for each of the two, in milliseconds. */
const limits = { answers: 5 * 60_000, healthy: 30 * 60_000 } as const;

/** Lets a fault happen, sees the API answer while it lasts, ends it, and waits until the cluster is healthy again. */
export async function tryFault(virtual: VirtualStack, kubeconfig: string, fault: Fault): Promise<Outcome> {
  const { stack } = virtual;
  const began = Date.now();
  await each(virtual, fault.machines, fault.begins);
  if (fault.ends === undefined) return { fault: fault.name, healthy: await healthyAfter(stack) };
  const deadline = began + limits.answers;
  await until("the API to answer", deadline, () => apiAnswers(virtual, kubeconfig));
  const answers = secondsSince(began);
  await each(virtual, fault.machines, fault.ends);
  return { fault: fault.name, answers, healthy: await healthyAfter(stack) };
}

/** The seconds until every health check holds, which it is given half an hour for. */
async function healthyAfter(stack: TestStack): Promise<number> {
  const began = Date.now();
  await until("every health check to hold", began + limits.healthy, async () => {
    const { exitCode, text } = await make("status", stack);
    return exitCode === 0 ? true : text;
  });
  return secondsSince(began);
}

/** Whether a change that etcd must agree to goes through the load balancer. */
async function apiAnswers({ lab }: VirtualStack, kubeconfig: string): Promise<true | string> {
  const annotation = `hardway/asked=${Date.now()}`;
  const { exitCode, errors } = await attempt(
    lab.inNamespace({
      program: ".tools/bin/kubectl",
      arguments: [
        "--kubeconfig",
        kubeconfig,
        "--request-timeout=30s",
        "annotate",
        "--overwrite",
        "node/master-0",
        annotation,
      ],
    }),
  );
  return exitCode === 0 ? true : errors;
}

async function each(
  { lab, stack }: VirtualStack,
  machines: readonly string[],
  command: string,
): Promise<void> {
  await Promise.all(machines.map((machine) => lab.virsh(command, `${stack.instance}-${machine}`)));
}

/** Asks again and again until the answer is true; what it was otherwise is the last word of the failure. */
async function until(what: string, deadline: number, ask: () => Promise<true | string>): Promise<void> {
  for (;;) {
    const answer = await ask();
    if (answer === true) return;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}; last: ${answer}`);
    await pause(2000);
  }
}

function secondsSince(began: number): number {
  return (Date.now() - began) / 1000;
}
