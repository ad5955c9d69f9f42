import { inMachine } from "../changes/machine";
import type { TestStack } from "../e2e/support/stack";
import { isBack, podman, processOf, stateOf } from "../faults/containers";
import { capture } from "../../tools/process";

/** Ends a fault that lasts; of one that is over at once it waits for what comes back by itself. */
export type Heal = () => Promise<void>;

/** Lets a fault happen to a machine of a stack. It resolves when it has happened. */
export type Inject = (stack: TestStack, machine: string) => Promise<Heal>;

const backSeconds = 60;

/** The control group's freezer. */
export const pausing: Inject = async ({ instance }, machine) => {
  await podman("pause", `${instance}-${machine}`);
  return async () => {
    await podman("unpause", `${instance}-${machine}`);
  };
};

/** Podman starts a machine that it was told to kill no more, whatever its restart policy. */
export const powerOff: Inject = async (stack, machine) => {
  await podman("kill", `${stack.instance}-${machine}`);
  return () => powerOn(stack, machine);
};

/** In the network namespace of the stack, where the machine's network is made anew. */
export async function powerOn({ instance }: TestStack, machine: string): Promise<void> {
  const networks = ["--network-config-dir", `/var/lib/hardway/${instance}/networks`];
  await inNamespace(instance, "podman", ...networks, "start", `${instance}-${machine}`);
}

/** Both ends of the pair stay where they are, with their addresses. */
export const networkOff: Inject = async (stack, machine) => {
  const end = await hostEndOf(stack, machine);
  await inNamespace(stack.instance, "ip", "link", "set", end, "down");
  return async () => {
    await inNamespace(stack.instance, "ip", "link", "set", end, "up");
  };
};

/** A machine's interface is named with the number of its other end: "eth0@if7". */
async function hostEndOf(stack: TestStack, machine: string): Promise<string> {
  const [, index] = /eth0@if(\d+)/.exec(await inMachine(stack, machine, "ip -oneline link show eth0")) ?? [];
  const links = JSON.parse(await inNamespace(stack.instance, "ip", "-json", "link")) as readonly {
    readonly ifindex: number;
    readonly ifname: string;
  }[];
  const end = links.find(({ ifindex }) => String(ifindex) === index);
  if (end === undefined) throw new Error(`the network of ${stack.instance} has no end of ${machine}'s eth0`);
  return end.ifname;
}

/** It boots anew by itself, as conmon starts what ended without having been told to. */
export const reset: Inject = async ({ instance }, machine) => {
  const container = `${instance}-${machine}`;
  const { StartedAt } = await stateOf(container);
  process.kill(await processOf(container), "SIGKILL");
  return () => isBack(container, StartedAt);
};

/** A process of a machine is killed; the machine starts another one by itself. */
export function processKilled(name: string): Inject {
  return async (stack, machine) => {
    await inMachine(stack, machine, `pkill -KILL -x ${name}`);
    return async () => {
      await untilRuns(stack, machine, name);
    };
  };
}

async function untilRuns(stack: TestStack, machine: string, name: string): Promise<void> {
  await inMachine(
    stack,
    machine,
    `timeout ${backSeconds} sh -c 'until pgrep -x ${name}; do sleep 0.1; done'`,
  );
}

/** A process of a machine stands still, and goes on where it was. */
export function processStopped(name: string): Inject {
  return async (stack, machine) => {
    await inMachine(stack, machine, `pkill -STOP -x ${name}`);
    return async () => {
      await inMachine(stack, machine, `pkill -CONT -x ${name}`);
    };
  };
}

function inNamespace(instance: string, program: string, ...parts: readonly string[]): Promise<string> {
  return capture({ program: "nsenter", arguments: [`--net=/run/netns/${instance}`, program, ...parts] });
}
