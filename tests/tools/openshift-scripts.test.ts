import { spawnSync } from "node:child_process";
import { openshiftBootstrapFiles } from "../../ignition/openshift/bootstrap";
import { installedFiles, openshiftLiveFiles } from "../../ignition/openshift/live";
import { fillCorefile } from "../../manifests/openshift/floating-address/coredns-pod";
import { forceDns } from "../../manifests/openshift/floating-address/force-dns";
import { fillKeepalived } from "../../manifests/openshift/floating-address/keepalived-pod";
import { openshiftMinors } from "../../topology/openshift/versions";
import { floatingPlanOf } from "../support/floating-plan";
import { openshiftTestBundle } from "../support/openshift-keys";
import { testOwnerSecrets } from "../support/openshift-objects";
import { inPlacePlanOf, openshiftPlanOf } from "../support/openshift-plan";

const { release } = openshiftPlanOf().openshift;
const plans = [
  ...openshiftMinors.map((minor) =>
    openshiftPlanOf({ release: { ...release, minor } }, { platform: "libvirt" }),
  ),
  openshiftPlanOf({ payload: "folder" }),
];

const inPlace = inPlacePlanOf();

const machines = [
  ...plans.map((plan) => ({
    of: `${plan.openshift.payload} ${plan.openshift.release.minor}`,
    files: openshiftBootstrapFiles(plan, openshiftTestBundle(plan), testOwnerSecrets).files,
  })),
  {
    of: "the live system",
    files: openshiftLiveFiles(inPlace, openshiftTestBundle(inPlace), testOwnerSecrets).files,
  },
  { of: "the node that it installs", files: installedFiles(inPlace).files },
];

/** The scripts of the machines, each text once. */
const scripts = new Map(
  machines.flatMap(({ of, files }) =>
    files
      .filter(({ contents }) => contents.startsWith("#!"))
      .map(({ path, contents }) => [contents, `${of} ${path}`] as const),
  ),
);

/** The scripts of control planes that share the API's address; those of containers are words of bash. */
const floating = floatingPlanOf();
const ofControlPlanes = [
  ["99-forcedns", forceDns(floating)],
  ["fill-configuration", `#!/bin/bash\n${fillKeepalived(floating)}`],
  ["fill-corefile", `#!/bin/bash\n${fillCorefile(floating)}`],
] as const;

describe("shellcheck", () => {
  it.each([...[...scripts].map(([text, name]) => [name, text] as const), ...ofControlPlanes])(
    "has no objection to %s",
    (_, text) => {
      const { status, stdout, error } = spawnSync("shellcheck", ["-"], { input: text, encoding: "utf8" });
      if (error !== undefined) throw error;
      expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    },
  );
});
