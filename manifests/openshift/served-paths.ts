/** Where a node has what the machine config server adds to a pool's configuration (facts: openshift-hard-way.md, 7.3). */
export const servedPaths = {
  kubeletAuthorities: "/etc/kubernetes/kubelet-ca.crt",
  cloudAuthorities: "/etc/kubernetes/static-pod-resources/configmaps/cloud-config/ca-bundle.pem",
  nodeAnnotations: "/etc/machine-config-daemon/node-annotations.json",
  kubeconfig: "/etc/kubernetes/kubeconfig",
  machineConfig: "/etc/mcs-machine-config-content.json",
  /** By registry, whose name is a folder. */
  registryAuthorities: "/etc/docker/certs.d",
  /** Where the machine config daemon finds what it has to pivot to at the first boot. */
  encapsulated: "/etc/ignition-machine-config-encapsulated.json",
} as const;
