import { createHash } from "node:crypto";
import type { ConfigValues } from "./config-schema";

const ids = Array.from({ length: 255 }, (_, index) => index + 1);

/**
 * The number of a cluster's virtual router where the configuration gives none: made from the cluster's domain, so that
 * two clusters on one network rarely meet, and none of those that the network's other routers have.
 */
export function virtualRouterIdOf(
  {
    virtualRouterId,
    foreignVirtualRouterIds,
  }: Pick<ConfigValues, "virtualRouterId" | "foreignVirtualRouterIds">,
  domain: string,
): number {
  if (virtualRouterId !== undefined) return virtualRouterId;
  const free = ids.filter((id) => !foreignVirtualRouterIds.includes(id));
  const place = createHash("sha256").update(`virtual router of ${domain}`).digest().readUInt16BE(0);
  const id = free[place % free.length];
  if (id === undefined)
    throw new Error("the rules let a configuration pass that leaves no virtual router id");
  return id;
}
