import { parse } from "yaml";
import { microshiftConfig } from "../../../../manifests/microshift/config";
import type { MicroshiftPlan } from "../../../../topology/microshift/plan";
import { microshiftHaInput, microshiftPlanFor, microshiftSshInput } from "../../../support/microshift-plan";

const node = { name: "node-2", address: "10.90.0.12" };
const configOf = (plan: MicroshiftPlan): unknown => parse(microshiftConfig(plan, node));

describe("MicroShift's configuration file", () => {
  it("has the plan's domain and networks, and every name that the API is called by", () => {
    expect(
      configOf(microshiftPlanFor(microshiftHaInput({}, { extraApiSans: ["edge.example.com"] }))),
    ).toEqual({
      dns: { baseDomain: "dev.hardway.internal" },
      network: { clusterNetwork: ["10.42.0.0/16"], serviceNetwork: ["10.43.0.0/16"] },
      apiServer: {
        subjectAltNames: ["10.90.0.12", "10.90.0.100", "api.dev.hardway.internal", "edge.example.com"],
      },
    });
  });

  it("has the user's settings besides", () => {
    const settings = { debugging: { logLevel: "Debug" }, network: { serviceNodePortRange: "30000-31000" } };
    expect(configOf(microshiftPlanFor(microshiftHaInput({ settings })))).toMatchObject({
      debugging: { logLevel: "Debug" },
      network: { clusterNetwork: ["10.42.0.0/16"], serviceNodePortRange: "30000-31000" },
    });
  });

  it("leaves a host its own name", () => {
    expect(configOf(microshiftPlanFor(microshiftSshInput()))).not.toHaveProperty("node");
  });

  it("names the folders of manifests, but the package's own of GitOps, where that is an add-on", () => {
    const { manifests } = configOf(microshiftPlanFor(microshiftSshInput({ addOns: ["gitops"] }))) as {
      readonly manifests: { readonly kustomizePaths: readonly string[] };
    };
    expect(manifests.kustomizePaths).toContain("/etc/microshift/manifests.d/*");
    expect(manifests.kustomizePaths).not.toContain("/usr/lib/microshift/manifests.d/*");
  });
});
