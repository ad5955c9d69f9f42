import { ocpInput, okdInput, pullSecretText, tokenUntil, wrongIn } from "../../../support/openshift-config";

const lacking = ["pullSecret: the pull secret lacks the registries of OpenShift"];

describe("the pull secret of OpenShift", () => {
  it("is asked for", () => {
    expect(wrongIn(ocpInput({}, { pullSecret: undefined }))).toEqual([
      "pullSecret: the pull secret is missing",
    ]);
    expect(wrongIn(ocpInput({}, { pullSecret: "" }))).toEqual(["pullSecret: the pull secret is missing"]);
  });

  it.each([
    [{ "quay.io": "a", "cloud.openshift.com": "b" }, []],
    [{ "quay.io": "a", "registry.redhat.io": "b" }, []],
    [{ "quay.io": "a" }, lacking],
    [{ "registry.redhat.io": "a", "cloud.openshift.com": "b" }, lacking],
    [{ "quay.io.example.com": "a", "cloud.openshift.com": "b" }, lacking],
  ])("has what its images are pulled from: %j", (passwords, expected) => {
    expect(wrongIn(ocpInput({}, { pullSecret: pullSecretText(passwords) }))).toEqual(expected);
  });

  it.each([
    ["mirror.example.com:5000", []],
    ["mirror.example.com:5000/ocp", []],
    ["mirror.example.com", lacking],
    ["mirror.example.com:5000/oc", lacking],
  ])("may have a mirror's instead: %s", (registry, expected) => {
    const mirrors = [
      { source: "quay.io/openshift-release-dev", mirrors: ["mirror.example.com:5000/ocp/release"] },
    ];
    const pullSecret = pullSecretText({ [registry]: "a" });
    expect(wrongIn(ocpInput({ mirrors }, { pullSecret }))).toEqual(expected);
  });

  it("that is no pull secret at all has that problem alone", () => {
    expect(wrongIn(ocpInput({}, { pullSecret: "none" }))).toEqual([
      "pullSecret: the pull secret is no JSON object",
    ]);
  });
});

describe("the pull secret of OKD", () => {
  it("may be left out, and has the registries that it has", () => {
    expect(wrongIn(okdInput())).toEqual([]);
    expect(wrongIn(okdInput({}, { pullSecret: pullSecretText({ "registry.example.com": "a" }) }))).toEqual(
      [],
    );
  });

  it("is judged by the configured clock", () => {
    const pullSecret = pullSecretText({ "quay.io": tokenUntil(new Date("2030-01-01T00:00:00Z")) });
    expect(wrongIn(okdInput({}, { pullSecret, clock: "2029-12-31T00:00:00Z" }))).toEqual([]);
    expect(wrongIn(okdInput({}, { pullSecret, clock: "2030-01-02T00:00:00Z" }))).toEqual([
      "pullSecret: the credentials for quay.io have expired",
    ]);
  });
});
