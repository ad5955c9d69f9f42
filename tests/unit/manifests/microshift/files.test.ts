import { microshiftFiles } from "../../../../manifests/microshift/files";
import { microshiftPlanFor, microshiftSshInput } from "../../../support/microshift-plan";

const node = { name: "edge", address: "192.0.2.10" };
const pathsOf = (microshift: object) =>
  microshiftFiles(microshiftPlanFor(microshiftSshInput(microshift)), node).map(({ path }) => path);

describe("the files of a node's MicroShift", () => {
  it("are its configuration alone where nothing else is asked for", () => {
    expect(pathsOf({})).toEqual(["/etc/microshift/config.yaml"]);
  });

  it("are drop-ins, mirrors and the overlay of GitOps besides, each where it is asked for", () => {
    const mirrors = [{ source: "quay.io", mirrors: ["mirror.example.com"] }];
    expect(
      pathsOf({ dropIns: { "10-a": { debugging: { logLevel: "Debug" } } }, mirrors, addOns: ["gitops"] }),
    ).toEqual([
      "/etc/microshift/config.yaml",
      "/etc/microshift/config.d/10-a.yaml",
      "/etc/containers/registries.conf.d/99-mirrors.conf",
      "/etc/microshift/manifests.d/020-microshift-gitops/kustomization.yaml",
    ]);
  });

  it("are no secrets", () => {
    for (const { mode } of microshiftFiles(microshiftPlanFor(microshiftSshInput()), node))
      expect(mode).toBe(0o644);
  });
});
