import { dataUrl, type IgnitionConfig, textOf } from "../../../../ignition/config";
import {
  encapsulatedPath,
  type RenderedMachineConfig,
  servedConfig,
  type ServingFacts,
} from "../../../../ignition/openshift/served";
import { validate } from "../../../../ignition/validate";

const base: IgnitionConfig = {
  ignition: { version: "3.3.0" },
  storage: {
    directories: [],
    files: ["/etc/kubernetes/kubelet.conf", "/etc/kubernetes/kubeconfig"].map((path) => ({
      path,
      mode: 0o644,
      overwrite: true,
      contents: { source: dataUrl("the template's\n") },
    })),
  },
  systemd: { units: [{ name: "kubelet.service", enabled: true }] },
};
const rendered: RenderedMachineConfig = {
  apiVersion: "machineconfiguration.openshift.io/v1",
  kind: "MachineConfig",
  metadata: { name: "rendered-master-0123" },
  spec: {
    config: base,
    osImageURL: "quay.io/okd/scos@sha256:5",
    kernelArguments: ["systemd.unified_cgroup_hierarchy=1"],
  },
};
const facts: ServingFacts = {
  minor: "4.21",
  kubeconfig: "the bootstrapper's\n",
  kubeletAuthorities: "all clients\n",
};

const config = servedConfig(rendered, facts);
const paths = config.storage.files.map(({ path }) => path);
const at = (of: IgnitionConfig, path: string) =>
  textOf(of.storage.files.find((file) => file.path === path)?.contents.source ?? "");

describe("a configuration as it is served", () => {
  it("blocker 7: has the authorities by which a kubelet starts", () => {
    expect(at(config, "/etc/kubernetes/kubelet-ca.crt")).toBe("all clients\n");
  });

  it("blocker 7: says which configuration the node was made from", () => {
    expect(JSON.parse(at(config, "/etc/machine-config-daemon/node-annotations.json"))).toEqual({
      "machineconfiguration.openshift.io/currentConfig": "rendered-master-0123",
      "machineconfiguration.openshift.io/desiredConfig": "rendered-master-0123",
      "machineconfiguration.openshift.io/state": "Done",
    });
  });

  it("says from 4.22 on what the node pivoted to first", () => {
    const newer = servedConfig(rendered, { ...facts, minor: "4.22" });
    expect(JSON.parse(at(newer, "/etc/machine-config-daemon/node-annotations.json"))).toMatchObject({
      "machineconfiguration.openshift.io/firstPivotConfig": "rendered-master-0123",
    });
  });

  it("blocker 7: has the encapsulated configuration, without which the node keeps its boot image, last as the server has it", () => {
    expect(paths.at(-1)).toBe(encapsulatedPath);
    const registries = { "registry.example.com": "PEM\n" };
    const more = servedConfig(rendered, {
      ...facts,
      cloudAuthorities: "PEM\n",
      registryAuthorities: registries,
    });
    expect(more.storage.files.at(-1)?.path).toBe(encapsulatedPath);
    expect(more.storage.files).toHaveLength(config.storage.files.length + 2);
  });

  it("blocker 7: has no path twice, though the base has one that is added", () => {
    expect(new Set(paths).size).toBe(paths.length);
    expect(at(config, "/etc/kubernetes/kubeconfig")).toBe("the bootstrapper's\n");
    expect(validate(config, "libvirt")).toEqual([]);
  });

  it("encapsulates everything but what Ignition has done", () => {
    expect(JSON.parse(at(config, encapsulatedPath))).toEqual({
      ...rendered,
      spec: { ...rendered.spec, config: { ignition: { version: "3.3.0" } } },
    });
  });

  it("has the whole configuration to read", () => {
    expect(JSON.parse(at(config, "/etc/mcs-machine-config-content.json"))).toEqual(rendered);
  });

  it("keeps all else of the base as it is", () => {
    expect(config.systemd).toEqual(base.systemd);
    expect(paths[0]).toBe("/etc/kubernetes/kubelet.conf");
    expect(base.storage.files).toHaveLength(2);
  });

  it("adds files as the server does: they may replace what is there", () => {
    const added = config.storage.files.slice(1);
    expect(added.every(({ mode, overwrite }) => mode === 0o644 && overwrite)).toBe(true);
  });

  it("has nothing of a cloud or of registries that the cluster does not have", () => {
    expect(paths.filter((path) => /cloud|certs\.d/.test(path))).toEqual([]);
  });
});
