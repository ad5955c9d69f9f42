/**
 * The name by which etcd's operator finds the bootstrap machine's member, which it removes in the end
 * (facts: openshift-hard-way.md, 12.1).
 */
export const bootstrapMemberName = "etcd-bootstrap";

/** The ConfigMap of etcd's members, whose annotation has the address of the bootstrap's for as long as there is one. */
export const etcdEndpoints = {
  namespace: "openshift-etcd",
  name: "etcd-endpoints",
  annotation: "alpha.installer.openshift.io/etcd-bootstrap",
} as const;
