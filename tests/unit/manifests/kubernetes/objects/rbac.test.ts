import { permissions } from "../../../../../manifests/kubernetes/objects/rbac";
import {
  adminGroup,
  apiServerKubeletUser,
  leaves,
  pivotUser,
} from "../../../../../pki/certificates/kubernetes";

/** Who is given what: subject to role. */
const given = permissions.flatMap((object) =>
  "roleRef" in object ? (object.subjects ?? []).map(({ name }) => [name, object.roleRef.name]) : [],
);

describe("the permissions of the cluster's users", () => {
  it("are given to the groups and users of the certificate table", () => {
    expect(given).toEqual([
      [adminGroup, "cluster-admin"],
      [apiServerKubeletUser, "system:kubelet-api-admin"],
      ["system:bootstrappers", "system:node-bootstrapper"],
      ["system:nodes", "system:certificates.k8s.io:certificatesigningrequests:selfnodeclient"],
      [pivotUser, "hardway:bootstrap"],
    ]);
  });

  it("cover the administrators' and the program's own certificates", () => {
    expect([leaves.admin, leaves.provisioner].map((leaf) => leaf.subject().organization)).toEqual([
      adminGroup,
      adminGroup,
    ]);
  });

  it("let the bootstrap machine read its one ConfigMap, and no more", () => {
    const role = permissions.find(({ kind }) => kind === "Role");
    expect(role).toMatchObject({
      metadata: { namespace: "kube-system" },
      rules: [{ apiGroups: [""], resources: ["configmaps"], resourceNames: ["bootstrap"], verbs: ["get"] }],
    });
  });

  it("approve no first certificate of a node by themselves", () => {
    expect(given.map(([, role]) => role)).not.toContain(
      "system:certificates.k8s.io:certificatesigningrequests:nodeclient",
    );
  });
});
