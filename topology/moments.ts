import { isOpenshift } from "./openshift/plan";
import { type ClusterPlan, type Machine, machinesOf, type Role } from "./plan";
import { type StageName, stagesFor } from "./stages";

/** A part of a cluster's life, in which these of its machines run side by side. */
export interface Moment {
  /** Completes "… are needed"; empty where there is but one. */
  readonly when: string;
  readonly machines: readonly Machine[];
}

/** The role of the machines that a stage brings; services are none. */
const broughtBy: Readonly<Record<StageName, Role | undefined>> = {
  etcd: "etcd",
  loadBalancer: "loadBalancer",
  bootstrap: "bootstrap",
  controlPlane: "controlPlane",
  services: undefined,
  workers: "worker",
};

/**
 * The machines that run at once, first with the bootstrap machine and then, when it is off, without it. A host must have
 * room for either, and need not have it for both together.
 */
export function momentsOf(plan: ClusterPlan): readonly Moment[] {
  const made = machinesToBeMade(plan);
  const lasting = made.filter(({ role }) => role !== "bootstrap");
  if (lasting.length === made.length) return [{ when: "", machines: made }];
  return [
    {
      when: "while the bootstrap machine runs",
      machines: workersBootLast(plan) ? made.filter(({ role }) => role !== "worker") : made,
    },
    { when: "when it is off", machines: lasting },
  ];
}

/** All machines of a plan, but for those of stages before which it stops. */
export function machinesToBeMade(plan: ClusterPlan): readonly Machine[] {
  const { until } = plan;
  if (until === undefined) return machinesOf(plan);
  const stages = stagesFor(plan);
  const roles = stages.slice(0, stages.indexOf(until) + 1).map((stage) => broughtBy[stage]);
  return machinesOf(plan).filter(({ role }) => roles.includes(role));
}

/** Workers of OpenShift get their configuration from the cluster itself; emulated machines have no time for more at once. */
function workersBootLast(plan: ClusterPlan): boolean {
  return isOpenshift(plan) || plan.pace === "emulated";
}
