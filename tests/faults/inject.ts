import { setTimeout as delay } from "node:timers/promises";
import { capture } from "../../tools/process";
import { processOf, podman } from "./containers";

/** Lets a fault happen to the machine in a container; it resolves when the fault is over and the machine is on its own. */
export type Inject = (container: string) => Promise<void>;

/** How long a frozen machine stands still. */
export const frozenSeconds = 10;

/** From outside, as nothing inside can stop its first process. */
export const crash: Inject = async (container) => {
  process.kill(await processOf(container), "SIGKILL");
};

/** The control group's freezer: not a process of the machine runs, and its kernel goes on to accept connections. */
export const freeze: Inject = async (container) => {
  await podman("pause", container);
  try {
    await delay(frozenSeconds * 1000);
  } finally {
    await podman("unpause", container);
  }
};

/** It is not waited for: what asks for the reboot ends with the machine. */
export const reboot: Inject = async (container) => {
  await capture({ program: "podman", arguments: ["exec", container, "systemctl", "--no-block", "reboot"] });
};
