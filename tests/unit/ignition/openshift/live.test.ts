import { ignitionConfig, nodeIgnition } from "../../../../ignition/node";
import { openshiftBootstrapFiles } from "../../../../ignition/openshift/bootstrap";
import { certificatesEnd } from "../../../../ignition/openshift/certificates-end";
import { installedFiles, openshiftLiveFiles } from "../../../../ignition/openshift/live";
import { openshiftMachineFiles } from "../../../../ignition/openshift/machine";
import { validate } from "../../../../ignition/validate";
import { embedded } from "../../../../machine-image/live-iso/embedded";
import { inPlacePaths } from "../../../../manifests/openshift/in-place/paths";
import { issueOpenshift, openshiftKeys } from "../../../../pki/openshift";
import { newKey, testTime } from "../../../support/keys";
import { usualRoom } from "../../../support/live-image";
import { openshiftTestBundle } from "../../../support/openshift-keys";
import { testOwnerSecrets } from "../../../support/openshift-objects";
import { inPlacePlanOf } from "../../../support/openshift-plan";
import { fileAt } from "../../manifests/rendered";

const plan = inPlacePlanOf();
const bundle = openshiftTestBundle(plan);
const live = openshiftLiveFiles(plan, bundle, testOwnerSecrets);
const hour = 3_600_000;

describe("the live system", () => {
  it("is what the first control plane boots with in its first life", () => {
    const known = { bundle, values: testOwnerSecrets };
    expect(openshiftMachineFiles(plan, known, plan.bootstrap)).toEqual(live);
    expect(plan.bootstrap).toMatchObject({ name: "master-0", address: plan.controlPlanes[0]?.address });
  });

  it("has all of a bootstrap machine, with the node's own name and network", () => {
    const bootstrap = openshiftBootstrapFiles(plan, bundle, testOwnerSecrets);
    for (const file of bootstrap.files) expect(fileAt(live, file.path)).toEqual(file);
    expect(fileAt(live, "/etc/hostname").contents).toBe("master-0\n");
    expect(live.units).toEqual(bootstrap.units);
  });

  it("has a config that is fit to boot from", () => {
    expect(validate(ignitionConfig(live), "libvirt")).toEqual([]);
  });

  it("has what the node is given beside, for root alone and fit to boot from", () => {
    const { mode, contents } = fileAt(live, inPlacePaths.nodeConfig);
    expect(mode).toBe(0o600);
    const given = ignitionConfig(installedFiles(plan));
    expect(JSON.parse(contents)).toEqual(JSON.parse(JSON.stringify(given)));
    expect(validate(given, "libvirt")).toEqual([]);
  });

  it("fits into a live image with a key of its own for each certificate, beside a pull secret and further authorities", () => {
    const keys = Object.fromEntries(openshiftKeys(plan).map((name) => [name, newKey(testTime)]));
    const known = { bundle: issueOpenshift(plan, keys, testTime), values: testOwnerSecrets };
    const files = openshiftMachineFiles(plan, known, plan.bootstrap);
    const config = nodeIgnition(files, { machine: "master-0", platform: plan.platform });
    const length = usualRoom - 32 * 1024;
    expect(embedded(Buffer.from(config), { length }, "live.iso")).toHaveLength(length);
  });

  it("trap: 24-hour assets: it holds certificates that end a day after its keys were made, and hours after its making", () => {
    for (const made of [0, 15.9, 16.1, 100]) {
      const later = openshiftTestBundle(plan, new Date(testTime.getTime() + made * hour));
      const files = openshiftMachineFiles(plan, { bundle: later, values: testOwnerSecrets }, plan.bootstrap);
      const config = nodeIgnition(files, { machine: "master-0", platform: plan.platform });
      const left = (certificatesEnd(config).getTime() - testTime.getTime()) / hour - made;
      expect(left).toBeGreaterThanOrEqual(8);
      expect(left).toBeLessThanOrEqual(24);
    }
  });
});

describe("the node that it installs", () => {
  it("is given nothing secret by this config: keys come out of the live system's memory", () => {
    const text = installedFiles(plan)
      .files.map(({ contents }) => contents)
      .join("\n");
    expect(text).not.toMatch(/PRIVATE KEY|-data:/);
  });

  it("has a unit that completes the bootstrap, enabled, and its script", () => {
    const { units, files } = installedFiles(plan);
    expect(units.map(({ name, enabled }) => [name, enabled])).toEqual([["after-install.service", true]]);
    expect(files.map(({ path, mode }) => [path, mode])).toContainEqual([inPlacePaths.script, 0o755]);
  });
});
