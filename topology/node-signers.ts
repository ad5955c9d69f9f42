/** By whom kubelets ask to have their certificates signed (Kubernetes, Certificate Signing Requests). */
export const nodeSigners = {
  client: "kubernetes.io/kube-apiserver-client-kubelet",
  serving: "kubernetes.io/kubelet-serving",
} as const;
