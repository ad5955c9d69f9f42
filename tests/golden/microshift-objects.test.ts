import { stringify } from "yaml";
import { cloudProviderObjects } from "../../manifests/microshift/objects/cloud-provider";
import { demoObjects } from "../../manifests/microshift/objects/demo-application";
import { kubeVipObjects } from "../../manifests/microshift/objects/kube-vip";
import type { MicroshiftObject } from "../../manifests/microshift/objects/object";
import { objectsPlan } from "../support/microshift-objects";
import { expectGolden } from "./golden";

/** Keys in order, so that a difference is one of contents. */
const manifest = (objects: readonly MicroshiftObject[]): string =>
  objects
    .map((object) => stringify(object, { sortMapEntries: true, lineWidth: 0, aliasDuplicateObjects: false }))
    .join("---\n");

describe("the objects in a MicroShift cluster", () => {
  it("are the golden ones", () => {
    const plan = objectsPlan();
    expectGolden("microshift-objects", {
      "cloud-provider.yaml": manifest(cloudProviderObjects(plan)),
      "demo-application.yaml": manifest(demoObjects(plan)),
      "kube-vip.yaml": manifest(kubeVipObjects(plan)),
    });
  });
});
