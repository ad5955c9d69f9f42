import { bootstrapMemberName, etcdEndpoints } from "../../../../topology/openshift/etcd-bootstrap";

describe("the bootstrap's member of etcd", () => {
  it("blocker 4: is called as etcd's operator looks for it, and stands in the annotation that it reads", () => {
    expect(bootstrapMemberName).toBe("etcd-bootstrap");
    expect(etcdEndpoints).toEqual({
      namespace: "openshift-etcd",
      name: "etcd-endpoints",
      annotation: "alpha.installer.openshift.io/etcd-bootstrap",
    });
  });
});
