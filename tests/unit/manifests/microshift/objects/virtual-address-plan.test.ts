import { hasVirtualAddress } from "../../../../../manifests/microshift/objects/virtual-address-plan";
import { objectsPlan } from "../../../../support/microshift-objects";

describe("a plan for the objects of the virtual address", () => {
  it("is one whose control planes share an address", () => {
    const plan = objectsPlan();
    expect(hasVirtualAddress(plan)).toBe(true);
    expect(hasVirtualAddress({ ...plan, virtualAddress: undefined })).toBe(false);
  });
});
