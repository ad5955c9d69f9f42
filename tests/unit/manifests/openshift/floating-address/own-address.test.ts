import { ownAddressFunction } from "../../../../../manifests/openshift/floating-address/own-address";
import { floatingPlanOf } from "../../../../support/floating-plan";
import { fakeControlPlane } from "./control-plane";

const { virtualRouter } = floatingPlanOf();
const [first, , third] = virtualRouter.sharers as readonly [string, string, string];

/** What a machine with such addresses takes for its own. */
function found(router: typeof virtualRouter, ...addresses: readonly string[]): string {
  const machine = fakeControlPlane();
  machine.addresses("lo 127.0.0.1/8", ...addresses);
  const { status, said } = machine.run(`set -euo pipefail\n${ownAddressFunction(router)}\nown_address\n`);
  expect(status).toBe(0);
  return said.trim();
}

describe("a machine's own address", () => {
  it("is the one that the plan gives to a control plane, on whatever interface", () => {
    expect(found(virtualRouter, `ens3 ${third}/24`)).toBe(`ens3 ${third}`);
    expect(found(virtualRouter, "ens3 169.254.0.2/17", `br-ex ${third}/24`)).toBe(`br-ex ${third}`);
  });

  it("trap: is not the shared one, though this machine holds it", () => {
    const shared = `br-ex ${virtualRouter.addresses[0]}/32`;
    expect(found(virtualRouter, shared, `br-ex ${first}/24`)).toBe(`br-ex ${first}`);
    expect(found(virtualRouter, shared)).toBe("");
  });

  it("is no address that merely begins as one", () => {
    expect(found(virtualRouter, `ens3 ${first}9/24`)).toBe("");
  });

  it("is that of IPv6 where the cluster has no other", () => {
    const { virtualRouter: router } = floatingPlanOf({ addressFamily: "ipv6" });
    expect(found(router, "ens3 fe80::1/64", "br-ex fd90::12/64")).toBe("br-ex fd90::12");
  });
});
