import { floatingFiles } from "../../manifests/openshift/floating-address/machine-config";
import { floatingPlanOf } from "../support/floating-plan";
import { expectGolden } from "./golden";

describe("the files of the address that OpenShift's control planes share", () => {
  it("are the golden ones", () => {
    const files = floatingFiles(floatingPlanOf());
    expectGolden(
      "openshift-floating-address",
      Object.fromEntries(files.map(({ path, contents }) => [path.slice(1), contents])),
    );
  });
});
