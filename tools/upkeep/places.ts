import { givenPath } from "../../ignition/given";
import { initialClusterPlaceholder } from "../../manifests/kubernetes/etcd";
import { etcdLogDirectory } from "../../manifests/etcd/flags";
import { etcdStopPath } from "../../manifests/etcd/stop";
import { initialClusterPath } from "../../manifests/etcd/membership";
import { directories } from "../../manifests/kubernetes/paths";
import { ports } from "../../topology/ports";

/** Where the scripts of this folder find things in a machine, and whom they ask; each is a variable of theirs. */
export const places = {
  /** The list of what the machine was given. */
  GIVEN: givenPath,
  /** Where the lists of what is to be done lie until it is done. */
  RECORD: "/var/lib/hardway",
  CONFIGURATION: directories.configuration,
  MANIFESTS: directories.manifests,
  STATIC_PODS: directories.staticPods,
  INITIAL_CLUSTER: initialClusterPath,
  INITIAL_CLUSTER_PLACEHOLDER: initialClusterPlaceholder,
  /** What proves that the machine has been a member of etcd. */
  ETCD_LOG: etcdLogDirectory,
  /** Ends etcd on a machine of its own, where the others can do without it. */
  ETCD_STOP: etcdStopPath,
  ETCD_HEALTH: `http://127.0.0.1:${ports.etcdMetrics}/readyz`,
  API_SERVER_HEALTH: `https://127.0.0.1:${ports.apiServer}/readyz`,
  CONTROLLER_MANAGER_HEALTH: `https://127.0.0.1:${ports.controllerManager}/healthz`,
  SCHEDULER_HEALTH: `https://127.0.0.1:${ports.scheduler}/readyz`,
  KUBELET_HEALTH: `http://127.0.0.1:${ports.kubeletHealth}/healthz`,
} as const;
