import { virtualAddressObjects } from "../../../../../manifests/microshift/objects/virtual-address";
import { objectsPlan } from "../../../../support/microshift-objects";

describe("the objects of the virtual address", () => {
  it("are kube-vip's and its cloud provider's, no two of one kind and name", () => {
    const keys = virtualAddressObjects(objectsPlan()).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual(
      expect.arrayContaining([
        "DaemonSet kube-vip",
        "Deployment kube-vip-cloud-controller",
        "ConfigMap kubevip",
      ]),
    );
  });
});
