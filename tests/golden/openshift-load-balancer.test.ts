import { haproxyFiles } from "../../manifests/haproxy";
import { testAuthority } from "../support/keys";
import { openshiftPlanOf } from "../support/openshift-plan";
import { expectGolden } from "./golden";

const plan = openshiftPlanOf();

describe("the files of OpenShift's load balancer", () => {
  it("are the golden ones, but for the certificate of the authority", () => {
    const shown = haproxyFiles(plan, testAuthority(plan)).filter(
      ({ contents }) => !contents.startsWith("-----BEGIN"),
    );
    expectGolden(
      "openshift-load-balancer",
      Object.fromEntries(shown.map(({ path, contents }) => [path.slice(1), contents])),
    );
  });
});
