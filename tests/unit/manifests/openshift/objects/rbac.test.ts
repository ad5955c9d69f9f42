import { clusterRoleBindings, clusterRoles } from "../../../../../manifests/openshift/objects/rbac";
import { sccNames } from "../../../../../manifests/openshift/objects/scc-table";

const roleNames = clusterRoles.map(({ metadata }) => metadata.name);

/** Who is given what: subject to role. */
const given = clusterRoleBindings.flatMap(({ subjects = [], roleRef }) =>
  subjects.map(({ kind, namespace = "", name }) => [kind, `${namespace}/${name}`, roleRef.name]),
);

describe("the roles", () => {
  it("blocker 6: have one for each of the default constraints, which lets use that one and no other", () => {
    for (const name of sccNames) {
      const role = clusterRoles.find(({ metadata }) => metadata.name === `system:openshift:scc:${name}`);
      expect(role?.rules).toEqual([
        {
          apiGroups: ["security.openshift.io"],
          resources: ["securitycontextconstraints"],
          resourceNames: [name],
          verbs: ["use"],
        },
      ]);
    }
  });

  it("blocker 6: let cluster-policy-controller give namespaces their ranges of users", () => {
    const role = clusterRoles.find(({ metadata }) => /namespace-security-allocation/.test(metadata.name));
    expect(role?.rules).toContainEqual(
      expect.objectContaining({
        resources: ["rangeallocations"],
        apiGroups: expect.arrayContaining(["security.internal.openshift.io"]) as unknown,
      }),
    );
    expect(given).toContainEqual([
      "ServiceAccount",
      "openshift-infra/namespace-security-allocation-controller",
      "system:openshift:controller:namespace-security-allocation-controller",
    ]);
  });
});

describe("the bindings", () => {
  it("blocker 6: let everyone who is somebody use restricted-v2, and no other constraints", () => {
    expect(given.filter(([, , role]) => role?.startsWith("system:openshift:scc:"))).toEqual([
      ["Group", "/system:authenticated", "system:openshift:scc:restricted-v2"],
    ]);
  });

  it("let API servers forward logs and exec, by either name that they have", () => {
    expect(given.filter(([, , role]) => role === "kube-apiserver").map(([, name]) => name)).toEqual([
      "/kube-apiserver",
      "/system:kube-apiserver",
    ]);
  });

  it("let machines ask for their first certificate and renew it", () => {
    expect(given).toContainEqual([
      "ServiceAccount",
      "openshift-machine-config-operator/node-bootstrapper",
      "system:node-bootstrapper",
    ]);
    expect(given).toContainEqual([
      "Group",
      "/system:nodes",
      "system:certificates.k8s.io:certificatesigningrequests:selfnodeclient",
    ]);
  });

  it("give nothing to kube-proxy, which nobody runs, nor to a user named system:bootstrapper", () => {
    expect(
      given.filter((words) => words.some((word) => /node-proxier|\/system:bootstrapper/.test(word))),
    ).toEqual([]);
  });

  it("give roles that are there: those of this table, or Kubernetes' own", () => {
    const own = [
      "system:node-bootstrapper",
      "system:certificates.k8s.io:certificatesigningrequests:selfnodeclient",
    ];
    expect(
      given.filter(([, , role]) => !roleNames.includes(role ?? "") && !own.includes(role ?? "")),
    ).toEqual([]);
  });
});
