import { filesOf } from "../../ignition/given";
import { installedFiles, openshiftLiveFiles } from "../../ignition/openshift/live";
import type { MachineFiles } from "../../manifests/file";
import { openshiftTestBundle } from "../support/openshift-keys";
import { testOwnerSecrets } from "../support/openshift-objects";
import { inPlacePlanOf } from "../support/openshift-plan";
import { expectGolden, type Tree } from "./golden";

const plan = inPlacePlanOf();

/** What differs from a bootstrap machine's: the scripts, and what makes the machine itself the one that stays. */
const shown =
  /^\/(usr\/local\/bin\/(bootkube|node-image)|etc\/(hostname|NetworkManager)|opt\/.*etcd-endpoints)/;

describe("a cluster that begins in place", () => {
  const live = openshiftLiveFiles(plan, openshiftTestBundle(plan), testOwnerSecrets);

  it("has the golden files in its live system", () => {
    const tree = treeOf(live);
    expectGolden(
      "openshift-in-place/live",
      Object.fromEntries(Object.entries(tree).filter(([path]) => shown.test(`/${path}`))),
    );
  });

  it("has the golden files of its own on the node that is installed", () => {
    expectGolden("openshift-in-place/node", treeOf(installedFiles(plan)));
  });
});

function treeOf(files: MachineFiles): Tree {
  return Object.fromEntries(filesOf(files).map(({ path, contents }) => [path.slice(1), contents]));
}
