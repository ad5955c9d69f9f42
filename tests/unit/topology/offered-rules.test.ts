import { configSchema } from "../../../topology/config-schema";
import { offeredRules } from "../../../topology/offered-rules";

/** The problems that the rules find in a configuration of which each value is valid by itself. */
function problemsOf(input: object) {
  const values = configSchema.parse({ clusterName: "dev", ...input });
  return offeredRules.flatMap((rule) => rule.problems(values));
}

describe("a choice that is not built yet", () => {
  it.each([
    [{ distribution: "microshift", topology: "sno-plus" }, "topology", "sno-plus", "ha"],
    [{ topology: "single" }, "topology", "single", "sno-plus && pulumi config set controlPlanes 1"],
    [{ distribution: "okd", topology: "external-etcd" }, "topology", "external-etcd", "ha"],
    [{ distribution: "ocp", topology: "external-etcd" }, "topology", "external-etcd", "ha"],
  ])("%j is refused", (input, where, value, remedy) => {
    expect(problemsOf(input)).toEqual([
      {
        what: `${value} is not built yet`,
        where,
        value,
        why: "this version stands up kubernetes in topology ha or external-etcd or sno-plus, okd in topology ha or sno-plus, ocp in topology ha or sno-plus, microshift in topology single or ha",
        remedy: `pulumi config set ${where} ${remedy}`,
      },
    ]);
  });
});

describe("a choice that is built", () => {
  it.each([
    {},
    { topology: "external-etcd" },
    { topology: "sno-plus", controlPlanes: 1 },
    { distribution: "okd" },
    { distribution: "ocp", platform: "libvirt" },
    { distribution: "microshift" },
    { distribution: "microshift", topology: "single", platform: "ssh" },
  ])("%j is accepted", (input) => {
    expect(problemsOf(input)).toEqual([]);
  });
});
