import { securityContextConstraints } from "../../../../../manifests/openshift/objects/scc";

function constraints(name: string) {
  const found = securityContextConstraints.find(({ metadata }) => metadata.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

describe("the default constraints", () => {
  it("blocker 6: are all there, since admission refuses every pod for which it finds none", () => {
    expect(securityContextConstraints.map(({ metadata }) => metadata.name)).toEqual([
      "anyuid",
      "hostaccess",
      "hostmount-anyuid",
      "hostnetwork",
      "hostnetwork-v2",
      "nonroot",
      "nonroot-v2",
      "privileged",
      "restricted",
      "restricted-v2",
    ]);
  });

  it("by default give nothing of the machine, no capability and a user of the namespace's range", () => {
    expect(constraints("restricted-v2")).toMatchObject({
      allowHostDirVolumePlugin: false,
      allowHostNetwork: false,
      allowPrivilegeEscalation: false,
      allowPrivilegedContainer: false,
      allowedCapabilities: ["NET_BIND_SERVICE"],
      requiredDropCapabilities: ["ALL"],
      seccompProfiles: ["runtime/default"],
      runAsUser: { type: "MustRunAsRange" },
      seLinuxContext: { type: "MustRunAs" },
    });
  });

  it("have only one that lets containers be privileged", () => {
    const privileged = securityContextConstraints.filter((each) => each.allowPrivilegedContainer);
    expect(privileged.map(({ metadata }) => metadata.name)).toEqual(["privileged"]);
  });

  it("let pods of administrators have any user before anything stricter is tried", () => {
    const priorities = securityContextConstraints.filter(({ priority }) => priority !== null);
    expect(priorities.map(({ metadata, priority }) => [metadata.name, priority])).toEqual([["anyuid", 10]]);
  });

  it("of the second generation differ from the first by what a container may gain alone", () => {
    for (const name of ["hostnetwork", "nonroot", "restricted"]) {
      const [first, second] = [constraints(name), constraints(`${name}-v2`)];
      expect({ ...second, ...differences(first) }).toEqual(first);
    }
  });

  it("let pods mount directories of the machine in three cases", () => {
    const mounting = securityContextConstraints.filter((each) => each.allowHostDirVolumePlugin);
    expect(mounting.map(({ metadata }) => metadata.name)).toEqual([
      "hostaccess",
      "hostmount-anyuid",
      "privileged",
    ]);
  });
});

function differences(first: ReturnType<typeof constraints>) {
  const { metadata, allowPrivilegeEscalation, allowedCapabilities, requiredDropCapabilities } = first;
  return {
    metadata,
    allowPrivilegeEscalation,
    allowedCapabilities,
    requiredDropCapabilities,
    seccompProfiles: undefined,
  };
}
