import { microshiftInput } from "../../../support/microshift-plan";
import { problemsIn } from "../../../support/openshift-config";

function settings(own: object, more: object = {}) {
  return microshiftInput({ settings: own, ...more });
}

describe("a key of config.yaml", () => {
  it("that a later version brought is refused with that version", () => {
    expect(problemsIn(settings({ kubelet: { maxPods: 100 } }, { version: "4.16" }))).toEqual([
      {
        what: "version 4.16 of MicroShift has not the key kubelet",
        where: "microshift.settings.kubelet",
        value: "4.16",
        why: "earlier kubelets take no settings of a user",
        remedy:
          "pulumi config rm --path microshift.settings.kubelet, or pulumi config set --path microshift.version 4.17",
      },
    ]);
  });

  it.each(["ingress", "kubelet", "storage"])("%s is accepted in the usual version", (key) => {
    expect(problemsIn(settings({ [key]: {} }))).toEqual([]);
  });

  it("that is nearly one is told with the key that was meant", () => {
    const [problem] = problemsIn(settings({ debuging: { logLevel: "Debug" } }));
    expect(problem?.remedy).toMatch(/^did you mean debugging\? /);
  });

  it("is accepted beside those that the program sets under the same key", () => {
    const own = { apiServer: { auditLog: { profile: "None" } }, network: { multus: { status: "Enabled" } } };
    expect(problemsIn(settings(own))).toEqual([]);
  });

  it("that the program sets is told with the key that says it", () => {
    const [problem] = problemsIn(settings({ dns: { baseDomain: "example.com" } }));
    expect(problem?.remedy).toBe(
      "pulumi config rm --path microshift.settings.dns.baseDomain; the key baseDomain says it",
    );
  });
});

describe("places of manifests", () => {
  const places = (...paths: readonly string[]) => ({ manifests: { kustomizePaths: paths } });

  it.each([
    [places(), [], 0],
    [places("/etc/mine"), ["olm"], 1],
    [places("/etc/mine", "/usr/lib/microshift/manifests.d/*"), ["olm"], 0],
    [places("/usr/lib/microshift/manifests.d/*"), ["gitops"], 1],
  ])("as %j with %j: %d problems", (own, addOns, count) => {
    expect(problemsIn(settings(own, { addOns }))).toHaveLength(count);
  });
});
