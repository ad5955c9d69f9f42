import {
  afterInstallScript,
  bootkubeScript,
  releaseImageScript,
} from "../../../../../manifests/openshift/bootkube/script";
import {
  type BootkubeStage,
  bootkubeStages,
  neededControlPlanes,
  stagesOf,
} from "../../../../../manifests/openshift/bootkube/stages";
import { inPlacePlanOf, openshiftPlanOf } from "../../../../support/openshift-plan";

const plan = openshiftPlanOf();
const inPlace = inPlacePlanOf();
const namesOf = (of: ReturnType<typeof openshiftPlanOf>) => stagesOf(of).map(({ name }) => name);

describe("the stages", () => {
  it("have names that a function can be called after, each its own", () => {
    const names = bootkubeStages.map(({ name }) => name);
    expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(bootkubeStages.map((stage: BootkubeStage) => [stage.name, stage] as const))(
    "%s has its function in its own script, which runs it within its time",
    (name, { script, budgetSeconds, course }) => {
      const of = course === "in place" ? inPlace : plan;
      const scripts = {
        bootkube: bootkubeScript(of),
        "release-image": releaseImageScript(of),
        "after-install": afterInstallScript(of),
      };
      const text = scripts[script];
      expect(text).toContain(`stage_${name.replaceAll("-", "_")}() {\n`);
      expect(text).toContain(`  run_stage ${name} ${budgetSeconds}\n`);
    },
  );

  it("of a rehearsal are those of the real one but for what needs the release image", () => {
    const needing = bootkubeStages.filter(({ needs }) => needs === "image").map(({ name }) => name as string);
    expect(namesOf(openshiftPlanOf({ payload: "folder" }))).toEqual(
      namesOf(plan).filter((name) => !needing.includes(name)),
    );
  });

  it("of a rehearsal are the same text, function by function", () => {
    const rehearsal = bootkubeScript(openshiftPlanOf({ payload: "folder" }));
    const real = bootkubeScript(plan);
    const bodies = rehearsal.match(/^[a-z_]+\(\) \{$.*?^\}$/gms) ?? [];
    expect(bodies.length).toBeGreaterThan(30);
    expect(bodies.filter((body) => !body.startsWith("main()") && !real.includes(body))).toEqual([]);
  });

  it("in place wait for no other machine and leave nothing to one", () => {
    const elsewhere = [
      "control-planes",
      "overrides",
      "teardown",
      "etcd-operator",
      "complete",
      "member-removed",
    ];
    expect(namesOf(inPlace).filter((name) => elsewhere.includes(name))).toEqual([]);
    expect(namesOf(plan)).toEqual(expect.arrayContaining(elsewhere));
  });

  it("in place are those of every bootstrap, and then the installation and what completes it on the node", () => {
    const names = namesOf(inPlace);
    expect(names.slice(names.indexOf("late-objects") + 1)).toEqual([
      "version-operator",
      "served-config",
      "master-ignition",
      "install",
      "node-api",
      "node-overrides",
      "node-complete",
      "stale-leases",
      "node-ready",
      "node-kubelet",
      "available",
    ]);
    const before = names.slice(0, names.indexOf("version-operator"));
    expect(before.filter((name) => !namesOf(plan).includes(name))).toEqual([
      "installation-disk",
      "floating-address",
    ]);
  });

  it("in place alone name the shared address's images, right before machines' configurations are rendered", () => {
    const names = namesOf(inPlace);
    expect(names[names.indexOf("machine-configs") - 1]).toBe("floating-address");
    expect(namesOf(plan)).not.toContain("floating-address");
    expect(bootkubeScript(plan)).not.toMatch(/floating.address/);
  });

  it("have the role binding restrictions from 4.19 on", () => {
    const { release } = plan.openshift;
    const older = openshiftPlanOf({ release: { ...release, minor: "4.18" } });
    const newer = openshiftPlanOf({ release: { ...release, minor: "4.22" } });
    expect(namesOf(older)).not.toContain("auth-api-render");
    expect(namesOf(newer)).toContain("auth-api-render");
  });
});

describe("the control planes that must be there", () => {
  it.each([
    [1, 1],
    [3, 2],
    [5, 2],
  ])("of %d are %d", (controlPlanes, needed) => {
    expect(neededControlPlanes(openshiftPlanOf({}, { controlPlanes }))).toBe(needed);
  });
});
