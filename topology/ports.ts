/** The ports that machines of the cluster listen on; the names are those of the programs behind them. */
export const ports = {
  apiServer: 6443,
  /** Plain HTTP: whether the API server beside it is ready (facts: openshift-hard-way.md, 3.3 and 8.2). */
  apiServerReadiness: 6080,
  controllerManager: 10257,
  etcdClient: 2379,
  /** On loopback alone, the first of as many as there are members: see manifests/etcd/guard.ts. */
  etcdGuards: 23790,
  /** Plain HTTP on loopback alone, for the health probes of the kubelet. */
  etcdMetrics: 2381,
  etcdPeer: 2380,
  /** Of the routers of applications. */
  ingressHealth: 1936,
  ingressHttp: 80,
  ingressHttps: 443,
  kubelet: 10250,
  kubeletHealth: 10248,
  kubeProxyHealth: 10256,
  kubeProxyMetrics: 10249,
  /** Hands machines their Ignition, over TLS; the plain one is for the machine itself. */
  machineConfigServer: 22623,
  machineConfigServerPlain: 22624,
  scheduler: 10259,
} as const;
