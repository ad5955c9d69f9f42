/** The ports that machines of the cluster listen on; the names are those of the programs behind them. */
export const ports = {
  apiServer: 6443,
  controllerManager: 10257,
  etcdClient: 2379,
  /** On loopback alone, the first of as many as there are members: see manifests/etcd/guard.ts. */
  etcdGuards: 23790,
  /** Plain HTTP on loopback alone, for the health probes of the kubelet. */
  etcdMetrics: 2381,
  etcdPeer: 2380,
  kubelet: 10250,
  kubeletHealth: 10248,
  kubeProxyHealth: 10256,
  kubeProxyMetrics: 10249,
  scheduler: 10259,
} as const;
