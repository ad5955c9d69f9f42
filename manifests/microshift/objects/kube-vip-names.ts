/**
 * How MicroShift's fork for high availability calls what it deploys itself as soon as a node has the mark `.enable-ha`
 * (facts: microshift.md, B4 and B12). These are the same: under other names there would be two kube-vips on a node, both
 * known to the lease by the node's name, so that both would hold the address. Labels of pods and names of containers are
 * among them, as a selector cannot be changed and a container of another name would be a second one.
 */
export const kubeVip = {
  name: "kube-vip",
  namespace: "kube-vip",
  labels: { app: "kube-vip" },
  container: "kube-vip",
  image: "ghcr.io/kube-vip/kube-vip:v1.0.2",
} as const;

/** The same of the program that gives Services of type LoadBalancer their addresses, which kube-vip then holds. */
export const cloudProvider = {
  name: "kube-vip-cloud-controller",
  namespace: kubeVip.namespace,
  labels: { app: "kube-vip", component: "kube-vip-cloud-provider" },
  container: "kube-vip-cloud-provider",
  image: "ghcr.io/kube-vip/kube-vip-cloud-provider:v0.0.12",
  /** Where it looks for the addresses that it may give. */
  configMap: { name: "kubevip", namespace: "kube-system" },
} as const;
