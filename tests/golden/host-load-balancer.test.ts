import { filesOf } from "../../ignition/given";
import { hostLoadBalancer } from "../../manifests/libvirt/host-load-balancer";
import { testAuthority } from "../support/keys";
import { anyPlanOf } from "../support/plan";
import { expectGolden } from "./golden";

const plan = anyPlanOf({
  platform: "libvirt",
  libvirt: { loadBalancer: "host" },
  addressFamily: "dual",
});

describe("the files of a load balancer on the hypervisor", () => {
  it("are the golden ones, but for the certificate of the authority", () => {
    const shown = filesOf(hostLoadBalancer(plan, testAuthority(plan))).filter(
      ({ contents }) => !contents.startsWith("-----BEGIN"),
    );
    expectGolden(
      "host-load-balancer",
      Object.fromEntries(shown.map(({ path, contents }) => [path.slice(1), contents])),
    );
  });
});
