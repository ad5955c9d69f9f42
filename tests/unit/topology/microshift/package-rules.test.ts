import type { ConfigInput } from "../../../../topology/config";
import { microshiftHaInput, microshiftSshInput } from "../../../support/microshift-plan";
import { problemsIn, pullSecretText, tokenUntil } from "../../../support/openshift-config";

const both = { "quay.io": "a", "registry.redhat.io": "b" };

function redHat(microshift: object, more: ConfigInput) {
  return microshiftSshInput({ packages: "redhat", ...microshift }, more);
}

function wrongIn(microshift: object, pullSecret: string | undefined, more: ConfigInput = {}) {
  return problemsIn(redHat(microshift, { pullSecret, ...more })).map(({ what }) => what);
}

describe("Red Hat's packages", () => {
  it("need a pull secret, or others take their place", () => {
    const [problem] = problemsIn(redHat({}, { pullSecret: undefined }));
    expect(problem).toMatchObject({
      what: "the pull secret is missing",
      where: "pullSecret",
      value: undefined,
    });
    expect(problem?.remedy).toContain("pulumi config set --secret pullSecret < pull-secret.json");
    expect(problem?.remedy).toContain("microshift.packages community");
  });

  it("are pulled with credentials for Red Hat's registries, or for a mirror of them", () => {
    const mirror = pullSecretText({ "mirror.example.com": "a" });
    const mirrors = [{ source: "quay.io", mirrors: ["mirror.example.com/quay"] }];
    expect(wrongIn({}, pullSecretText(both))).toEqual([]);
    expect(wrongIn({}, mirror)).toEqual(["the pull secret lacks the registries of MicroShift"]);
    expect(wrongIn({ mirrors }, mirror)).toEqual([]);
  });

  it("have credentials that end, at the time that the configuration gives", () => {
    const end = new Date("2030-01-01T00:00:00Z");
    const secret = pullSecretText({ ...both, "quay.io": tokenUntil(end) });
    expect(wrongIn({}, secret, { clock: "2029-12-31T00:00:00Z" })).toEqual([]);
    expect(wrongIn({}, secret, { clock: "2030-01-02T00:00:00Z" })).toEqual([
      "the credentials for quay.io have expired",
    ]);
  });

  it("bring OVN-Kubernetes alone", () => {
    expect(wrongIn({ networkPlugin: "kindnet" }, pullSecretText(both))).toEqual([
      "Red Hat's packages have no kindnet",
    ]);
  });
});

describe("the interface of the virtual address", () => {
  it("is a bridge of OVN-Kubernetes, which kindnet does not make", () => {
    const [problem] = problemsIn(microshiftHaInput({ networkPlugin: "kindnet" }));
    expect(problem).toMatchObject({
      what: "nodes with kindnet have no interface br-ex",
      where: "microshift.virtualInterface",
    });
  });
});
