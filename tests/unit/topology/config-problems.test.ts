import { problemsOf } from "../../../topology/config-problems";
import { configSchema } from "../../../topology/config-schema";

function wheresOf(input: object): readonly string[] {
  const { error } = configSchema.safeParse({ clusterName: "dev", ...input });
  return problemsOf(error?.issues ?? [], input).map(({ where }) => where);
}

describe("the place of a problem", () => {
  it.each([
    ["workers", { workers: -1 }],
    ["hostNumbers.worker", { hostNumbers: { worker: 0 } }],
    ["extraApiSans[2]", { extraApiSans: ["a", "b", "C"] }],
    ["nodeLabels.worker-0.zone", { nodeLabels: { "worker-0": { zone: 5 } } }],
    ['nodeLabels.worker-0["a.b/zone"]', { nodeLabels: { "worker-0": { "a.b/zone": 5 } } }],
    ['["work.ers"]', { "work.ers": 1 }],
  ])("is written as pulumi config set --path takes it: %s", (where, input) => {
    expect(wheresOf(input)).toEqual([where]);
  });

  it("is quoted in the remedy where a shell would read it otherwise", () => {
    const input = { "it's.odd": 1 };
    const { error } = configSchema.safeParse({ clusterName: "dev", ...input });
    const [problem] = problemsOf(error?.issues ?? [], input);
    expect(problem?.remedy).toBe(`pulumi config rm --path '["it'\\''s.odd"]'`);
  });
});
