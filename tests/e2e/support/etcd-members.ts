import { capture } from "../../../tools/process";
import type { TestStack } from "./stack";

const list =
  ". /etc/kubernetes/etcd-membership.env && export ETCDCTL_CACERT ETCDCTL_CERT ETCDCTL_KEY && " +
  'etcdctl --endpoints="$OWN_MEMBER" member list';

/** The members of a stack's etcd as the first control plane lists them, in order: "master-0 started voter". */
export async function etcdMembersOf({ instance }: TestStack): Promise<readonly string[]> {
  const printed = await capture({
    program: "podman",
    arguments: ["exec", `${instance}-master-0`, "sh", "-c", list],
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
