import { show } from "../process";

/**
 * Does a work while the load balancers send an API server no new connections, and waits until they do so again; returns
 * the exit code. An API server that is told to end fails its readiness at once, which a client that asks for it before
 * the load balancer's own check would see as an error.
 */
export async function withoutNewConnections(work: () => Promise<number>): Promise<number> {
  const told = await traffic("drain");
  if (told !== 0) return told;
  const ended = await work().finally(() => traffic("ready"));
  return ended === 0 ? traffic("served") : ended;
}

/** The script reads the environment of this process, and says itself what goes wrong. */
function traffic(order: "drain" | "ready" | "served"): Promise<number> {
  return show({ program: "components/podman/traffic.sh", arguments: [order] });
}
