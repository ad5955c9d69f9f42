import type { IgnitionConfig } from "../../../../ignition/config";
import {
  filesAddedByServer,
  type RenderedMachineConfig,
  type ServingFacts,
  withAdded,
} from "../../../../ignition/openshift/served";
import { type NodeFile, publicFile } from "../../../../manifests/file";
import { servedPaths } from "../../../../manifests/openshift/served-paths";
import { type OpenshiftMinor, openshiftMinors } from "../../../../topology/openshift/versions";

const base: IgnitionConfig = {
  ignition: { version: "3.3.0" },
  storage: { directories: [], files: [] },
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

const at = (files: readonly NodeFile[], path: string) =>
  files.find((file) => file.path === path)?.contents ?? "";
const addedIn = (minor: OpenshiftMinor) => filesAddedByServer(rendered, { ...facts, minor });
const added = addedIn("4.21");
const paths = added.map(({ path }) => path);

describe("what the server adds to a configuration", () => {
  it("blocker 7: has the authorities by which a kubelet starts", () => {
    expect(at(added, "/etc/kubernetes/kubelet-ca.crt")).toBe("all clients\n");
  });

  it("blocker 7: says which configuration the node was made from", () => {
    expect(JSON.parse(at(added, "/etc/machine-config-daemon/node-annotations.json"))).toEqual({
      "machineconfiguration.openshift.io/currentConfig": "rendered-master-0123",
      "machineconfiguration.openshift.io/desiredConfig": "rendered-master-0123",
      "machineconfiguration.openshift.io/state": "Done",
    });
  });

  it("blocker 7: says from 4.22 on what the node pivoted to first, and not before", () => {
    const key = "machineconfiguration.openshift.io/firstPivotConfig";
    const values = openshiftMinors.map((minor) => {
      const text = at(addedIn(minor), servedPaths.nodeAnnotations);
      return (JSON.parse(text) as Readonly<Record<string, string>>)[key];
    });
    expect(values).toEqual([undefined, undefined, undefined, undefined, "rendered-master-0123"]);
  });

  it("blocker 7: has the encapsulated configuration, without which the node keeps its boot image, last as the server has it", () => {
    const path = "/etc/ignition-machine-config-encapsulated.json";
    expect(paths.at(-1)).toBe(path);
    const registryAuthorities = { "registry.example.com": "PEM\n" };
    const more = filesAddedByServer(rendered, { ...facts, cloudAuthorities: "PEM\n", registryAuthorities });
    expect(more.at(-1)?.path).toBe(path);
    expect(more.map((file) => file.path)).toEqual(
      expect.arrayContaining([
        "/etc/kubernetes/static-pod-resources/configmaps/cloud-config/ca-bundle.pem",
        "/etc/docker/certs.d/registry.example.com/ca.crt",
      ]),
    );
    expect(more).toHaveLength(added.length + 2);
  });

  it("encapsulates everything but what Ignition has done, in the version that the release's operator thinks in", () => {
    const encapsulated = openshiftMinors.map(
      (minor) => JSON.parse(at(addedIn(minor), servedPaths.encapsulated)) as RenderedMachineConfig,
    );
    const versions = ["3.4.0", "3.4.0", "3.4.0", "3.4.0", "3.5.0"];
    expect(encapsulated).toEqual(
      versions.map((version) => ({
        ...rendered,
        spec: { ...rendered.spec, config: { ignition: { version } } },
      })),
    );
  });

  it("has the whole configuration to read", () => {
    expect(JSON.parse(at(added, "/etc/mcs-machine-config-content.json"))).toEqual(rendered);
  });

  it("shows to root alone what has a key in it, or may have the pull secret", () => {
    expect(added.filter(({ mode }) => mode !== 0o644).map(({ path, mode }) => [path, mode])).toEqual([
      ["/etc/kubernetes/kubeconfig", 0o600],
      ["/etc/mcs-machine-config-content.json", 0o600],
    ]);
  });

  it("has nothing of a cloud or of registries that the cluster does not have", () => {
    expect(paths.filter((path) => /cloud|certs\.d/.test(path))).toEqual([]);
  });
});

describe("a configuration with what is added", () => {
  const own = ["/etc/kubernetes/kubelet.conf", servedPaths.kubeconfig].map((path) =>
    publicFile(path, "the template's\n"),
  );
  const files = withAdded(own, added);

  it("blocker 7: has no path twice, though the configuration has one that is added", () => {
    expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
    expect(at(files, "/etc/kubernetes/kubeconfig")).toBe("the bootstrapper's\n");
  });

  it("keeps all else as it is", () => {
    expect(files[0]).toEqual(own[0]);
    expect(files).toHaveLength(added.length + 1);
    expect(own).toHaveLength(2);
  });
});
