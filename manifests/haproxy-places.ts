import { isOnHypervisor } from "../topology/load-balancers";
import type { ClusterPlan } from "../topology/plan";

/** Where one HAProxy has what belongs to it. */
export interface HaproxyPlaces {
  readonly configuration: string;
  /** The certificate of the API servers' authority. */
  readonly authority: string;
  /** Where it takes orders and answers questions. */
  readonly socket: string;
  /** Where a new process finds what the one before it knew of its servers; a reboot forgets it. */
  readonly states: string;
  /** The script that writes that down. */
  readonly statesScript: string;
}

/** On a machine, which has one HAProxy. */
export const machinePlaces: HaproxyPlaces = {
  configuration: "/etc/haproxy/haproxy.cfg",
  authority: "/etc/haproxy/kubernetes-ca.crt",
  socket: "/run/haproxy.sock",
  states: "/run/haproxy-states",
  statesScript: "/usr/local/bin/haproxy-states",
};

/** The folders of a cluster's own on its hypervisor, where there may be those of others. */
export function foldersOnHypervisor({ stack }: Pick<ClusterPlan, "stack">): {
  readonly files: string;
  /** In memory, and there as long as HAProxy runs. */
  readonly runtime: string;
} {
  return { files: `/etc/hardway/${stack}`, runtime: `/run/hardway-${stack}` };
}

/** Where the HAProxy of a plan has what belongs to it. */
export function haproxyPlacesOf(plan: ClusterPlan): HaproxyPlaces {
  if (!isOnHypervisor(plan)) return machinePlaces;
  const { files, runtime } = foldersOnHypervisor(plan);
  return {
    configuration: `${files}/haproxy.cfg`,
    authority: `${files}/kubernetes-ca.crt`,
    socket: `${runtime}/haproxy.sock`,
    states: `${runtime}/haproxy-states`,
    statesScript: `${files}/haproxy-states`,
  };
}
