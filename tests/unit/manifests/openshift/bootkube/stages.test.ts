import { bootkubeScript, releaseImageScript } from "../../../../../manifests/openshift/bootkube/script";
import {
  bootkubeStages,
  neededControlPlanes,
  stagesOf,
} from "../../../../../manifests/openshift/bootkube/stages";
import { openshiftPlanOf } from "../../../../support/openshift-plan";

const plan = openshiftPlanOf();
const namesOf = (of: ReturnType<typeof openshiftPlanOf>) => stagesOf(of).map(({ name }) => name);

describe("the stages", () => {
  it("have names that a function can be called after, each its own", () => {
    const names = bootkubeStages.map(({ name }) => name);
    expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(bootkubeStages.map((stage) => [stage.name, stage] as const))(
    "%s has its function in its own script, which runs it within its time",
    (name, { script, budgetSeconds }) => {
      const scripts = { bootkube: bootkubeScript(plan), "release-image": releaseImageScript(plan) };
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
