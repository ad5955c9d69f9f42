import { demoObjects, hasDemo } from "../../../../../manifests/microshift/objects/demo-application";
import { objectsPlan, only } from "../../../../support/microshift-objects";

const plan = objectsPlan({ demo: { image: "registry.example.com/demo:2" } });
const objects = demoObjects(plan);
const template = only(objects, "Deployment").spec.template;

describe("the demo application", () => {
  it("is forwarded to from its host of the cluster's domain, by its Service", () => {
    const [route, service] = [only(objects, "Route"), only(objects, "Service")];
    expect(route.spec).toMatchObject({
      host: "golang-codeready-workspace.apps.edge.hardway.internal",
      to: { name: service.metadata.name },
      port: { targetPort: service.spec?.ports?.[0]?.name },
    });
    expect(service.spec?.ports?.[0]?.port).toBe(8080);
    expect(template.metadata?.labels).toMatchObject(service.spec?.selector ?? {});
  });

  it("runs the image of the plan, which is pulled once", () => {
    expect(template.spec?.containers[0]).toMatchObject({
      image: "registry.example.com/demo:2",
      imagePullPolicy: "IfNotPresent",
    });
  });

  it("may run as its image's user: its account has the constraints anyuid, in its namespace alone", () => {
    const account = only(objects, "ServiceAccount").metadata;
    expect(template.spec?.serviceAccountName).toBe(account.name);
    expect(only(objects, "RoleBinding")).toMatchObject({
      metadata: { namespace: account.namespace },
      roleRef: { kind: "ClusterRole", name: "system:openshift:scc:anyuid" },
      subjects: [{ kind: "ServiceAccount", name: account.name, namespace: account.namespace }],
    });
    expect(only(objects, "Namespace").metadata).toMatchObject({
      name: "initial-test",
      labels: { "pod-security.kubernetes.io/enforce": "baseline" },
    });
  });

  it("is left out where the plan has none", () => {
    expect(hasDemo(plan)).toBe(true);
    expect(hasDemo({ demo: undefined })).toBe(false);
  });
});
