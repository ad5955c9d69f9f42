import type { z } from "zod";
import { type Exec, openExec } from "../../checks/clients/exec";
import { failureOf } from "../../checks/clients/failures";
import type { Kubernetes } from "../../checks/clients/kubernetes";
import { controlPlaneLabel } from "../../topology/node-labels";
import { connect, membersAt } from "../connection";
import type { GateContext } from "../context";
import { controlPlaneAddresses, type EtcdAccess } from "../etcd";
import type { inputs } from "../input";

type Input = Pick<z.output<typeof inputs.microshiftJoin>, "kubernetes" | "etcd">;

/** The ways to a MicroShift cluster. */
export interface MicroshiftAccess {
  readonly kubernetes: Kubernetes;
  readonly etcd: EtcdAccess;
  readonly exec: Exec;
}

/** Opens a cluster as the gate's input has it. */
export function openMicroshift(gate: GateContext, { kubernetes, etcd }: Input): MicroshiftAccess {
  const client = connect(gate, kubernetes);
  const members = membersAt(gate, etcd);
  return {
    kubernetes: client,
    etcd: { ...members, addresses: () => withKnown(client, etcd.addresses) },
    exec: openExec(kubernetes.url, kubernetes.credential, gate, kubernetes.serverName),
  };
}

/**
 * A gate that undoes has the addresses of the time at which it was last run: those may have left since, and others come.
 * The API knows these, if it answers; where etcd has lost its quorum it does not.
 */
async function withKnown(kubernetes: Kubernetes, given: readonly string[]): Promise<readonly string[]> {
  try {
    return [...given, ...(await controlPlaneAddresses(kubernetes, controlPlaneLabel))];
  } catch (error) {
    if (failureOf(error)?.passing !== true) throw error;
    return given;
  }
}
