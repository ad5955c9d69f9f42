import { parse } from "yaml";
import { admissionConfiguration, admissionPlugins } from "../../../../manifests/kubernetes/admission";

interface Configuration {
  readonly plugins: readonly {
    readonly name: string;
    readonly configuration: { readonly limits: readonly { readonly qps: number; readonly burst: number }[] };
  }[];
}

describe("the configuration of admission", () => {
  const { plugins } = parse(admissionConfiguration()) as Configuration;

  it("is of plugins that are on", () => {
    const on: readonly string[] = admissionPlugins.map(({ name }) => name);
    expect(plugins.map(({ name }) => name).filter((name) => !on.includes(name))).toEqual([]);
  });

  it("takes the events of a boot at once and stops a flood", () => {
    for (const { qps, burst } of plugins.flatMap(({ configuration }) => configuration.limits)) {
      expect(burst).toBeGreaterThanOrEqual(1000);
      expect(qps).toBeLessThanOrEqual(500);
    }
  });
});
