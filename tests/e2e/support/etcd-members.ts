import { capture } from "../../../tools/process";
import type { TestStack } from "./stack";

/** The variables by which a control plane with a member of its own asks that (manifests/kubernetes/etcd-membership.ts). */
export const stackedEnvironment = "/etc/kubernetes/etcd-membership.env";

/** A line of shell by which a machine has its own member list all of them; the variables are those of etcd's membership. */
export function listFrom(environment: string): string {
  return `set -a; . ${environment}; etcdctl --endpoints="$OWN_MEMBER" member list`;
}

/** The members of a stack's etcd as the first control plane lists them, in order: "master-0 started voter". */
export async function etcdMembersOf({ instance }: TestStack): Promise<readonly string[]> {
  const printed = await capture({
    program: "podman",
    arguments: ["exec", `${instance}-master-0`, "sh", "-c", listFrom(stackedEnvironment)],
  });
  return membersIn(printed);
}

/** The members that `etcdctl member list` printed, in order: "master-0 started voter". */
export function membersIn(printed: string): readonly string[] {
  return printed.trim().split("\n").map(memberText).sort();
}

/** A line of `etcdctl member list`: id, status, name, peer URLs, client URLs, whether it is a learner. */
function memberText(line: string): string {
  const [, status = "", name = "", , , learner = ""] = line.split(", ");
  return `${name} ${status} ${learner === "false" ? "voter" : "learner"}`;
}
