/** Where MicroShift has its files on a node (facts: microshift.md, A4 to A7, B4, B5 and B7). */
const dataFolder = "/var/lib/microshift";

/** The files that this program reads or writes. */
export const microshiftPaths = {
  dataFolder,
  config: "/etc/microshift/config.yaml",
  dropIns: "/etc/microshift/config.d",
  manifests: "/etc/microshift/manifests.d",
  pullSecret: "/etc/crio/openshift-pull-secret",
  registries: "/etc/containers/registries.conf.d/99-mirrors.conf",
  /** The admin's kubeconfigs, in a folder for each name or address by which the API is reached. */
  kubeconfigs: `${dataFolder}/resources/kubeadmin`,
  /** There where the cluster is highly available; read by every start. */
  enableHa: `${dataFolder}/.enable-ha`,
  /** Further addresses that the API's certificate covers. */
  tlsSan: `${dataFolder}/.tls-san`,
  /** The addresses of the control planes, and whether the cluster is highly available. */
  clusterConfig: `${dataFolder}/.cluster-config`,
  workerOnly: `${dataFolder}/.worker-only`,
  etcdAuthority: `${dataFolder}/certs/etcd-signer/ca.crt`,
  etcdClient: `${dataFolder}/certs/etcd-signer/apiserver-etcd-client`,
  /** This program's own: a node that is to join does not begin a cluster before it has this file. */
  mayStart: "/etc/microshift/may-start",
} as const;
