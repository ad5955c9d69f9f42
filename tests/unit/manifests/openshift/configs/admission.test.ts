import { admissionPlugins, admissionPluginsOf } from "../../../../../manifests/openshift/configs/admission";

describe("the admission plugins", () => {
  it("are named once each, with a reason", () => {
    expect(new Set(admissionPlugins.map(({ name }) => name)).size).toBe(admissionPlugins.length);
    expect(admissionPlugins.filter(({ why }) => why === "")).toEqual([]);
  });

  it("are OpenShift's own where a group of OpenShift's is in the name, and nowhere else", () => {
    for (const { name, openshift } of admissionPlugins)
      expect([name, openshift]).toEqual([name, name.includes(".openshift.io/")]);
  });

  it.each([
    ["4.18", true],
    ["4.21", true],
    ["4.22", false],
  ] as const)("restrict the subjects of bindings in %s: %s (11.4)", (minor, expected) => {
    const names = admissionPluginsOf(minor).map(({ name }) => name);
    expect(names.includes("authorization.openshift.io/RestrictSubjectBindings")).toBe(expected);
    expect(names).toHaveLength(admissionPlugins.length - (expected ? 0 : 1));
  });

  it("have the four of security context constraints among them", () => {
    expect(admissionPlugins.filter(({ name }) => name.startsWith("security.openshift.io/"))).toHaveLength(4);
  });
});
