import { soundCheckpoint } from "./checkpoint";
import type { StoredResource } from "./pending";
import { checkpointFile, stackExists } from "./pulumi";
import type { Stack } from "./stack";

/** The gate that has made a control plane a member of etcd, by its logical name. */
const join = /::control-plane-(master-\d+)-join$/;

/** What there is only where control planes found etcd themselves; elsewhere others are members, too. */
const founding = /::first-control-plane-founding$/;

/**
 * What to tell the user of a stack whose etcd stopped growing at an even number of members, of which it may lose fewer than
 * before it grew; undefined for any other.
 */
export function halfGrown(resources: readonly Pick<StoredResource, "urn" | "delete">[]): string | undefined {
  const present = resources.filter((resource) => resource.delete !== true).map(({ urn }) => urn);
  const members = present.flatMap((urn) => join.exec(urn)?.[1] ?? []);
  if (!present.some((urn) => founding.test(urn)) || members.length % 2 === 1 || members.length === 0)
    return undefined;
  const spare = members.length / 2 - 1;
  const may = spare === 0 ? "and may lose none: either failure stops the cluster" : `and may lose ${spare}`;
  return `WARNING: etcd has ${members.length} members (${members.join(", ")}) ${may}. Run "make up" before anything else: it finishes the growth.`;
}

/** The same of what the engine has recorded of a stack. */
export async function halfGrownStack(stack: Stack): Promise<string | undefined> {
  if (!stackExists(stack)) return undefined;
  const { checkpoint } = await soundCheckpoint(stack, checkpointFile(stack));
  return halfGrown(checkpoint.checkpoint?.latest?.resources ?? []);
}
