import { etcdMembers } from "../etcd-members";
import { nodesReady } from "../nodes";
import { controlPlanesServe, virtualAddressAnswers } from "./api-servers";
import type { MicroshiftCheck, PlannedMicroshift } from "./check";
import { oddControlPlanes } from "./control-plane-count";
import { etcdAgrees } from "./etcd-agreement";
import { kubeVipEverywhere, loadBalancersHaveAddresses } from "./kube-vip";
import { ovnRaftAgrees } from "./ovn-raft";
import { workloadsRolledOut } from "./rolled-out";

/** The same members' check as upstream's, where the members are reached. */
const members: MicroshiftCheck = {
  ...etcdMembers,
  appliesTo: (plan: PlannedMicroshift) => plan.etcdMembers.length > 0,
};

/**
 * What is true of a healthy MicroShift cluster, from the ground up: where several do not hold, the first is the likely
 * cause of the others.
 */
export const microshiftChecks: readonly MicroshiftCheck[] = [
  members,
  etcdAgrees,
  controlPlanesServe,
  virtualAddressAnswers,
  nodesReady,
  ovnRaftAgrees,
  kubeVipEverywhere,
  workloadsRolledOut,
  loadBalancersHaveAddresses,
  oddControlPlanes,
];
