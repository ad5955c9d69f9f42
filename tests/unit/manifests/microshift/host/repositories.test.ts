import { repositoriesOf } from "../../../../../manifests/microshift/host/repositories";
import { microshiftPlanFor, microshiftSshInput } from "../../../../support/microshift-plan";

const plan = microshiftPlanFor(microshiftSshInput());

describe("the repositories of a host", () => {
  it("are Red Hat's of the version, and GitOps' own where it is an add-on", () => {
    const redhat = { ...plan, packages: "redhat", version: "4.15" } as const;
    expect(repositoriesOf(redhat)).toEqual([
      "rhocp-4.15-for-rhel-9-@ARCH@-rpms",
      "fast-datapath-for-rhel-9-@ARCH@-rpms",
    ]);
    expect(repositoriesOf({ ...redhat, addOns: ["gitops"] })).toContain("gitops-1.12-for-rhel-9-@ARCH@-rpms");
  });

  it("are the community's, or none where the packages are installed", () => {
    expect(repositoriesOf(plan)).toEqual(["@microshift-io/microshift-nightly"]);
    expect(repositoriesOf({ ...plan, packages: "installed" })).toEqual([]);
  });
});
