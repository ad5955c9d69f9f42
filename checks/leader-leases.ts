import type { V1Lease } from "@kubernetes/client-node";
import { always, type Check, type CheckedCluster, findingOf, type PlannedCluster } from "./check";
import { unlessMissing } from "./clients/failures";

const programs = ["kube-controller-manager", "kube-scheduler"] as const;

/** The programs that work one at a time have one that works, on a control plane. */
export const leaderLeases: Check = {
  id: "leader-leases",
  sentence: "a controller manager and a scheduler lead, on control planes",
  why: "without them nothing is scheduled, replaced or collected, and the API says nothing of it",
  appliesTo: always,
  probe: async (cluster) => {
    const leases = await Promise.all(programs.map((name) => readLease(cluster, name)));
    const states = leases.map((lease, index) => stateOf(lease, cluster, programs[index] ?? ""));
    const problems = states.flatMap((state) => ("problem" in state ? [state.problem] : []));
    return findingOf(problems, states.flatMap((state) => ("leads" in state ? [state.leads] : [])).join(", "));
  },
};

function readLease({ kubernetes }: CheckedCluster, name: string): Promise<V1Lease | undefined> {
  return unlessMissing(kubernetes.coordination.readNamespacedLease({ name, namespace: "kube-system" }));
}

type LeaseState = { readonly leads: string } | { readonly problem: string };

function stateOf(lease: V1Lease | undefined, { plan, now }: CheckedCluster, name: string): LeaseState {
  const holderIdentity = lease?.spec?.holderIdentity ?? "";
  const renewTime = lease?.spec?.renewTime;
  if (holderIdentity === "" || renewTime === undefined) return { problem: `${name}: nobody leads` };
  const holder = holderOf(plan, holderIdentity);
  if (holder === undefined) return { problem: `${name}: ${holderIdentity} leads, which is no control plane` };
  const age = Math.round((now().getTime() - new Date(renewTime).getTime()) / 1000);
  if (age > (lease?.spec?.leaseDurationSeconds ?? 0))
    return { problem: `${name}: ${holder} has not renewed its lease for ${age} s` };
  return { leads: `${name} of ${holder}` };
}

/** A holder's identity is the host's name and a random part (client-go, leader election). */
function holderOf({ controlPlanes }: PlannedCluster, identity: string): string | undefined {
  return controlPlanes.find(({ name }) => identity.startsWith(`${name}_`))?.name;
}
