import type { Bundle } from "../../pki/bundle";
import { etcdPeerUrl } from "../../topology/endpoints";
import type { ClusterPlan, Machine } from "../../topology/plan";
import { ports } from "../../topology/ports";
import { etcdFiles, etcdFlags, etcdPaths } from "../etcd/flags";
import type { Flags } from "./flags";
import { directories, programDirectory } from "./paths";
import { type ControlPlaneProgram, renderStaticPod } from "./static-pod";

const directory = programDirectory("etcd");
const paths = etcdPaths(directory);

/** Stands in a control plane's pod for the members, which the machine asks the others for before it starts etcd. */
export const initialClusterPlaceholder = "@INITIAL_CLUSTER@";

/** What a member is told of the others before it has data of its own. */
export interface InitialCluster {
  readonly members: string;
  readonly state: "new" | "existing";
}

/** The bootstrap machine starts a cluster of one; every control plane joins one that exists. */
export function initialClusterOf(machine: Machine): InitialCluster {
  return machine.role === "bootstrap"
    ? { members: `${machine.name}=${etcdPeerUrl(machine)}`, state: "new" }
    : { members: initialClusterPlaceholder, state: "existing" };
}

/** etcd as a static pod, run as its own user. */
export function etcd(plan: ClusterPlan, bundle: Bundle, machine: Machine): ControlPlaneProgram {
  const files = etcdFiles(bundle, machine, paths);
  return {
    program: "etcd",
    pod: renderStaticPod({
      pace: plan.pace,
      program: "etcd",
      files,
      runsAs: "etcd",
      flags: stackedEtcdFlags(plan, machine),
      reads: [directory],
      writes: [directories.etcdData],
      cpu: "100m",
      gracePeriodSeconds: 30,
      health: { scheme: "HTTP", port: ports.etcdMetrics, live: "/livez", ready: "/readyz" },
    }),
    files,
  };
}

/** The flags of a member beside an API server. */
export function stackedEtcdFlags(plan: ClusterPlan, machine: Machine): Flags {
  const initial = initialClusterOf(machine);
  return {
    ...etcdFlags(plan, machine, paths),
    "initial-cluster": {
      value: initial.members,
      why: "read only while the data directory is empty",
    },
    "initial-cluster-state": initial.state,
  };
}
