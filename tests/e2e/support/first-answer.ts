import { setTimeout as delay } from "node:timers/promises";
import { attempt } from "../../../tools/process";
import type { TestStack } from "./stack";

/** Resolves when the API of a stack that is coming up first says through the load balancer that it is ready. */
export async function firstAnswer({ instance }: TestStack, api: string, over: AbortSignal): Promise<void> {
  const asked = {
    program: "nsenter",
    arguments: [`--net=/run/netns/${instance}`, "curl", "--silent", "--insecure", "--fail", `${api}/readyz`],
    limitSeconds: 2,
  };
  while ((await attempt(asked)).exitCode !== 0) {
    over.throwIfAborted();
    await delay(100);
  }
}
