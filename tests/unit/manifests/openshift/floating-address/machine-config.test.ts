import {
  floatingFiles,
  floatingMachineConfig,
  machineConfig,
} from "../../../../../manifests/openshift/floating-address/machine-config";
import { floatingPlanOf } from "../../../../support/floating-plan";

const plan = floatingPlanOf();
const object = machineConfig(plan);
const { config } = object.spec;

describe("the MachineConfig of the shared address", () => {
  it("is of the control planes' pool", () => {
    expect(object).toMatchObject({
      apiVersion: "machineconfiguration.openshift.io/v1",
      kind: "MachineConfig",
      metadata: {
        name: floatingMachineConfig,
        labels: { "machineconfiguration.openshift.io/role": "master" },
      },
    });
    expect(config.ignition).toEqual({ version: "3.2.0" });
  });

  it("has five files with the modes of their kinds, as decimal numbers", () => {
    expect(config.storage.files.map(({ path, mode }) => [path, mode])).toEqual([
      ["/etc/kubernetes/keepalived.conf.template", 420],
      ["/etc/kubernetes/manifests/keepalived.yml", 420],
      ["/etc/kubernetes/Corefile.template", 420],
      ["/etc/kubernetes/manifests/coredns.yml", 420],
      ["/etc/NetworkManager/dispatcher.d/99-forcedns", 493],
    ]);
  });

  it("trap: spec-2 keys: no file names a file system, a user by number or an append", () => {
    for (const file of config.storage.files)
      expect(Object.keys(file).sort()).toEqual(["contents", "mode", "overwrite", "path"]);
  });

  it("trap: the same files on masters that join later: a cluster of one has those of one of three", () => {
    expect(plan.controlPlanes).toHaveLength(3);
    expect(machineConfig(floatingPlanOf({ controlPlanes: 1 }))).toEqual(object);
  });

  it("carries each file's text whole", () => {
    const texts = config.storage.files.map(({ contents }) =>
      decodeURIComponent(contents.source.replace(/^data:,/, "")),
    );
    expect(texts).toEqual(floatingFiles(plan).map(({ contents }) => contents));
  });

  it("shows the placeholders of images and no other character that a URL has not", () => {
    const sources = config.storage.files.map(({ contents }) => contents.source);
    expect(sources.flatMap((source) => source.match(/release-image:\/\/[a-z0-9-]+/g) ?? [])).toEqual([
      "release-image://keepalived-ipfailover",
      "release-image://keepalived-ipfailover",
      "release-image://keepalived-ipfailover",
      "release-image://coredns",
    ]);
    for (const source of sources)
      expect(source.replaceAll("release-image://", "")).toMatch(/^data:,(?:[\w.!~*'()-]|%[0-9A-F]{2})*$/);
  });
});
