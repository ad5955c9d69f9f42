import { configSchema } from "../../../topology/config-schema";
import { offeredRules } from "../../../topology/offered-rules";

/** The problems that the rules find in a configuration of which each value is valid by itself. */
function problemsOf(input: object) {
  const values = configSchema.parse({ clusterName: "dev", ...input });
  return offeredRules.flatMap((rule) => rule.problems(values));
}

describe("a choice that is not built yet", () => {
  it.each([
    [{ distribution: "microshift" }, "distribution", "microshift", "kubernetes"],
    [{ topology: "single" }, "topology", "single", "sno-plus && pulumi config set controlPlanes 1"],
    [{ distribution: "okd", topology: "external-etcd" }, "topology", "external-etcd", "ha"],
    [{ distribution: "ocp", topology: "external-etcd" }, "topology", "external-etcd", "ha"],
  ])("%j is refused", (input, where, value, remedy) => {
    expect(problemsOf(input)).toEqual([
      {
        what: `${value} is not built yet`,
        where,
        value,
        why: "this version stands up kubernetes in topology ha or external-etcd or sno-plus, okd in topology ha or sno-plus, ocp in topology ha or sno-plus",
        remedy: `pulumi config set ${where} ${remedy}`,
      },
    ]);
  });

  it("is told of both, where both are none yet", () => {
    expect(problemsOf({ distribution: "microshift", topology: "single" }).map(({ where }) => where)).toEqual([
      "distribution",
      "topology",
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
  ])("%j is accepted", (input) => {
    expect(problemsOf(input)).toEqual([]);
  });
});
