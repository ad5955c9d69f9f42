import { objectPath } from "../../manifests/openshift/cluster-objects";
import { namespaceOf, testObjects } from "../support/openshift-objects";
import { expectGolden } from "./golden";

/** What is made and where, and nothing of what is in it, which holds keys. */
const lines = testObjects().map((object) => {
  const { kind, metadata } = object;
  const file = objectPath(object).split("/").at(-1) ?? "";
  return `${file}: ${kind} ${[namespaceOf(object), metadata.name].filter((word) => word !== "").join("/")}\n`;
});

describe("the objects that a bootstrap of OpenShift makes", () => {
  it("are the golden ones", () => {
    expectGolden("openshift-objects", { "objects.txt": lines.sort().join("") });
  });
});
