import { type Etcd, EtcdError, etcdAt, type Member } from "../checks/clients/etcd";
import { failureOf } from "../checks/clients/failures";
import type { Send } from "../checks/clients/https";
import type { Kubernetes } from "../checks/clients/kubernetes";
import { etcdClientUrl } from "../topology/endpoints";

/** How a gate finds etcd. */
export interface EtcdAccess {
  /** The addresses of the machines that may run a member, as far as they are known now. */
  readonly addresses: () => Promise<readonly string[]>;
  /** Shows a client certificate of etcd's own authority. */
  readonly send: Send;
}

/** The member that answered, and the members that it knows of. */
export interface Membership {
  readonly etcd: Etcd;
  readonly members: readonly Member[];
}

/**
 * Asks all machines at once and takes the first answer: one that is powered off would keep the others waiting
 * for seconds.
 */
export async function askEtcd({ addresses, send }: EtcdAccess): Promise<Membership> {
  const asked = [...new Set(await addresses())];
  try {
    return await Promise.any(
      asked.map(async (address) => {
        const etcd = etcdAt(etcdClientUrl({ address }), send);
        return { etcd, members: await etcd.members() };
      }),
    );
  } catch (error) {
    if (!(error instanceof AggregateError)) throw error;
    const reasons = error.errors.map((reason, index) => `${asked[index] ?? "?"}: ${said(reason)}`);
    throw new EtcdError(`no member answers (${reasons.join("; ")})`);
  }
}

/**
 * The control planes that the cluster itself knows of, by their label. The plan's would do as well, but then a new machine
 * would change the input of every other machine's gate.
 */
export async function controlPlaneAddresses(
  { core }: Kubernetes,
  labelSelector: string,
): Promise<readonly string[]> {
  const { items } = await core.listNode({ labelSelector });
  return items.flatMap(({ status }) =>
    (status?.addresses ?? []).filter(({ type }) => type === "InternalIP").map(({ address }) => address),
  );
}

function said(reason: unknown): string {
  const failure = failureOf(reason);
  if (failure === undefined) throw reason;
  return failure.text;
}
