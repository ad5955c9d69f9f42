import type * as pulumi from "@pulumi/pulumi";
import type { GateInput } from "../gates/input";
import { gate, type GateArgs } from "./gate";

/** What a backup of etcd is made from. */
export interface EtcdBackupArgs extends Pick<GateArgs<GateInput<"etcdBackup">>, "foundation" | "input"> {
  readonly after: pulumi.Resource;
}

/**
 * A copy of etcd on this host, of the moment before it grows to a number of members of which fewer may be lost, and of no
 * other: it is taken once (facts: sno-plus.md, section 9). It goes with the cluster.
 */
export function etcdBackup(
  name: string,
  { foundation, input, after }: EtcdBackupArgs,
  options: pulumi.CustomResourceOptions,
): pulumi.Resource {
  return gate(
    name,
    { foundation, gate: "etcdBackup", input, onDelete: "undone" },
    { ...options, dependsOn: [after], ignoreChanges: ["*"] },
  );
}
