import { show } from "../process";

/**
 * Does a work while the load balancers send an API server no new connections; returns the exit code. An API server that
 * is told to end fails its readiness at once, which a client that asks for it before the load balancer's own check would
 * see as an error.
 */
export async function drainedDuring(work: () => Promise<number>): Promise<number> {
  const told = await traffic("drain");
  return told === 0 ? servingAfter(work) : told;
}

/**
 * Does a work, and then has the load balancers send an API server connections, whatever was before: a run that was cut
 * off may have left it drained, and what it began in the machine may have ended since.
 */
export async function servingAfter(work: () => Promise<number>): Promise<number> {
  const ended = await work().finally(() => traffic("ready"));
  return ended === 0 ? traffic("served") : ended;
}

/** The script reads the environment of this process, and says itself what goes wrong. */
function traffic(order: "drain" | "ready" | "served"): Promise<number> {
  return show({ program: "components/shell/traffic.sh", arguments: [order] });
}
