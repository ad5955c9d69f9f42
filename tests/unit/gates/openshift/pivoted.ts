import { StandInApi } from "../../../support/stand-in-api";
import { conditions, masters, put, putConfigMap, putMembers, putMemberStatus } from "./cluster";

/** A cluster whose control plane runs on its machines alone. */
export function pivoted(): StandInApi {
  const api = new StandInApi();
  const nodeStatuses = masters.map(({ name }) => ({ nodeName: name, currentRevision: 3, targetRevision: 0 }));
  for (const kind of ["KubeAPIServer", "KubeControllerManager", "KubeScheduler"] as const)
    put(api, kind, "cluster", { status: { nodeStatuses } });
  put(api, "Etcd", "cluster", {
    status: {
      ...conditions({ EtcdRunningInCluster: "True", EtcdBootstrapMemberRemoved: "True" }),
      nodeStatuses,
    },
  });
  putConfigMap(api, "kube-system/bootstrap", { data: { status: "complete" } });
  putConfigMap(api, "openshift-etcd/etcd-endpoints", { data: { "8e9e05c52164694d": "10.90.0.11" } });
  putMembers(api, masters, masters);
  for (const { address } of masters) {
    putMemberStatus(api, address);
    api.readiness(`https://${address}:6443`, 200);
  }
  return api;
}
