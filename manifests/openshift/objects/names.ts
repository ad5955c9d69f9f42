/** The namespaces in which the program makes objects, by what they are for (facts: openshift-hard-way.md, 4.1, 4.3). */
export const namespaces = {
  system: "kube-system",
  config: "openshift-config",
  managedConfig: "openshift-config-managed",
  etcd: "openshift-etcd",
  apiServer: "openshift-kube-apiserver",
  apiServerOperator: "openshift-kube-apiserver-operator",
  controllerManager: "openshift-kube-controller-manager",
  controllerManagerOperator: "openshift-kube-controller-manager-operator",
  scheduler: "openshift-kube-scheduler",
  clusterVersion: "openshift-cluster-version",
  machineConfig: "openshift-machine-config-operator",
  infra: "openshift-infra",
  node: "openshift-node",
} as const;

/** Of a ConfigMap that carries certificates of authorities: the key that OpenShift's programs read. */
export const bundleKey = "ca-bundle.crt";

/** The annotation by which a certificate's owner is found when it expires. */
export const owningComponent = "openshift.io/owning-component";
