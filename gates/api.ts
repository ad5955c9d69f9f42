import type { Send } from "../checks/clients/https";
import { failureOf } from "../checks/clients/failures";
import { readinessAt } from "../checks/clients/kubernetes";
import type { GateContext } from "./context";
import { type Limits, waitFor } from "./wait";

/** An API server, or the load balancer in front of several. */
export interface ApiServer {
  /** What the lines of progress call it, for example "the API server of master-0". */
  readonly name: string;
  readonly url: string;
  /** What to look at when it does not become ready. */
  readonly remedy: string;
  /** The API server behind a load balancer, which is asked for itself when the load balancer is given up. */
  readonly behind?: Pick<ApiServer, "name" | "url">;
  /** The bounds of the wait, where an API server may take longer than an upstream one. */
  readonly limits?: Limits;
}

/** Waits until an API server says that it is ready, over a verified connection. */
export async function becomeReachable(gate: GateContext, send: Send, server: ApiServer): Promise<void> {
  const { behind, limits } = server;
  await waitFor(gate, {
    subject: "api",
    goal: `${server.name} to be ready`,
    where: server.url,
    observe: async () => {
      const readiness = await readinessAt(server.url, send);
      if (readiness.ready) return { done: true, state: `${server.name} is ready`, value: undefined };
      return { done: false, state: `${server.name} is not ready: ${readiness.lacks}` };
    },
    why: "no API server behind this address is up, or the way there is blocked",
    remedy: server.remedy,
    ...(behind && { closerLook: () => lookAt(send, behind) }),
    ...(limits && { limits }),
  });
}

async function lookAt(send: Send, { name, url }: Pick<ApiServer, "name" | "url">): Promise<string> {
  try {
    const readiness = await readinessAt(url, send);
    return readiness.ready
      ? `${name} itself is ready: the way to it from the load balancer is not`
      : `${name} itself is not ready: ${readiness.lacks}`;
  } catch (error) {
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    return `${name} itself: ${failure.text}`;
  }
}
