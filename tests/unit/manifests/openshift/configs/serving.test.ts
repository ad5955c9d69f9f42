import { apiServerArguments } from "../../../../../manifests/openshift/configs/api-server-arguments";
import { namedCertificates } from "../../../../../manifests/openshift/configs/serving";
import { bootstrapSecretFiles } from "../../../../../manifests/openshift/static-pods";
import { inspect } from "../../../../../pki/inspect";
import { openshiftTestBundle } from "../../../../support/openshift-keys";
import { openshiftPlanOf } from "../../../../support/openshift-plan";

const plan = openshiftPlanOf();
const files = bootstrapSecretFiles(plan, openshiftTestBundle(plan));

/** The names by which the API server chooses each of its certificates: those that are given, or its own DNS names. */
const chosenBy = namedCertificates.map(({ names, certFile }) => {
  const name = certFile.split("/").at(-1) ?? "";
  const file = files.find(({ path }) => path.endsWith(`/${name}`));
  if (file === undefined) throw new Error(`no file ${name}`);
  const { sans } = inspect(file.contents);
  return { name, chosen: names ?? sans.dns, valid: [...sans.dns, ...sans.ip] };
});

describe("the API server's certificates", () => {
  it.each([
    ["localhost", "kube-apiserver-localhost-server.crt"],
    ["127.0.0.1", "kube-apiserver-localhost-server.crt"],
    ["::1", "kube-apiserver-localhost-server.crt"],
    [plan.api.fqdn, "kube-apiserver-lb-server.crt"],
    [plan.openshift.internalApiFqdn, "kube-apiserver-internal-lb-server.crt"],
    ["kubernetes.default.svc", "kube-apiserver-service-network-server.crt"],
  ])("answer to %s with %s (10.1: bootkube cannot verify KAS on loopback)", (dialled, expected) => {
    const found = chosenBy.filter(({ chosen }) => chosen.includes(dialled));
    expect(found.map(({ name }) => name)).toEqual([expected]);
  });

  it("are valid for each name by which they are chosen", () => {
    for (const { chosen, valid } of chosenBy) expect(valid).toEqual(expect.arrayContaining([...chosen]));
  });

  it("are the same as flags, for who has no configuration file", () => {
    const flags = apiServerArguments(plan)["tls-sni-cert-key"] ?? [];
    expect(flags).toHaveLength(namedCertificates.length);
    expect(flags[1]).toBe(
      "/etc/kubernetes/secrets/kube-apiserver-localhost-server.crt,/etc/kubernetes/secrets/kube-apiserver-localhost-server.key:localhost,127.0.0.1,::1",
    );
  });
});
