import { capture } from "../../../tools/process";
import type { TestStack } from "./stack";

/** What etcd on a machine has under a key of the API server's, with all that is no text shown as it comes. */
export function etcdValue(stack: TestStack, machine: string, key: string): Promise<string> {
  const etcdctl =
    ". /etc/kubernetes/etcd-membership.env; export ETCDCTL_CACERT ETCDCTL_CERT ETCDCTL_KEY; etcdctl";
  return capture({
    program: "podman",
    arguments: [
      ...["exec", `${stack.instance}-${machine}`, "sh", "-c"],
      `${etcdctl} --endpoints=https://127.0.0.1:2379 get --print-value-only ${key}`,
    ],
  });
}
