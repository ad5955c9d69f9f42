import { argumentLists } from "../../../../../manifests/kubernetes/flags";
import { loopbackServing } from "../../../../../manifests/openshift/configs/loopback-serving";
import { bootstrapSecretFiles } from "../../../../../manifests/openshift/static-pods";
import { openshiftTestBundle } from "../../../../support/openshift-keys";
import { openshiftPlanOf } from "../../../../support/openshift-plan";

const plan = openshiftPlanOf();
const flags = argumentLists(loopbackServing("/a/kubeconfig"));

describe("what controller manager and scheduler serve with", () => {
  it("is on loopback alone, and asks one API server about all who ask", () => {
    expect(flags["bind-address"]).toEqual(["127.0.0.1"]);
    expect(flags["authentication-kubeconfig"]).toEqual(["/a/kubeconfig"]);
    expect(flags["authorization-kubeconfig"]).toEqual(["/a/kubeconfig"]);
  });

  it("has the authorities that it would else ask an API server for, and the machine has their files", () => {
    const files = bootstrapSecretFiles(plan, openshiftTestBundle(plan)).map(({ path }) => path);
    for (const name of ["client-ca-file", "requestheader-client-ca-file"]) {
      const [path = ""] = flags[name] ?? [];
      expect(files).toContain(path.replace("/etc/kubernetes/secrets/", "/etc/kubernetes/bootstrap-secrets/"));
    }
  });

  it("is a certificate of the program's own, put where its image lets it write", () => {
    expect(flags["cert-dir"]).toEqual(["/tmp"]);
  });
});
