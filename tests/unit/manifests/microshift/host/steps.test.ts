import type { ConfigInput } from "../../../../../topology/config";
import { hostSteps } from "../../../../../manifests/microshift/host/steps";
import { microshiftPlanFor, microshiftSshInput } from "../../../../support/microshift-plan";

const host = { name: "edge", address: "192.0.2.10", pullSecret: "given" } as const;
const namesOf = (microshift: object, pullSecret: "given" | "none" = "given") =>
  hostSteps(microshiftPlanFor(microshiftSshInput(microshift)), { ...host, pullSecret }).map(
    ({ name }) => name,
  );

describe("the steps on a host", () => {
  it("begin with a look, bring packages before files, and start MicroShift when all of its files are there", () => {
    expect(namesOf({ wildcardDns: {} })).toEqual([
      ...["facts", "repositories", "packages", "pull-secret", "configuration"],
      ...["firewall", "kernel", "wildcard-dns", "service", "kubeconfig"],
    ]);
  });

  it("are none that the plan has no use for", () => {
    expect(namesOf({ packages: "installed" }, "none")).toEqual([
      ...["facts", "configuration", "firewall", "kernel", "service", "kubeconfig"],
    ]);
  });

  it("say why, and hold nothing secret: the pull secret is read by one step alone", () => {
    const steps = hostSteps(microshiftPlanFor(microshiftSshInput()), host);
    for (const { why } of steps) expect(why.length).toBeGreaterThan(10);
    expect(steps.filter(({ pullSecret }) => pullSecret === "read").map(({ name }) => name)).toEqual([
      "pull-secret",
    ]);
  });

  it("undo repositories and packages of one source before those of another come, and keep MicroShift's data", () => {
    const plan = microshiftPlanFor(microshiftSshInput());
    const remade = (packages: typeof plan.packages) =>
      hostSteps({ ...plan, packages }, host).map(({ name, remadeWith }) => [name, ...remadeWith].join(" "));
    const community = remade("community");
    expect(remade("redhat").filter((step) => !community.includes(step))).toEqual([
      "repositories redhat",
      "packages redhat",
    ]);
  });

  it("begin MicroShift's data anew for another domain or network, which it keeps for good", () => {
    const remadeFor = (more: ConfigInput) =>
      hostSteps(microshiftPlanFor(microshiftSshInput({}, more)), host).find(({ name }) => name === "service")
        ?.remadeWith;
    expect(remadeFor({ podNetwork: "10.50.0.0/16" })).not.toEqual(remadeFor({}));
    expect(remadeFor({ extraApiSans: ["edge.example.com"] })).toEqual(remadeFor({}));
  });
});
