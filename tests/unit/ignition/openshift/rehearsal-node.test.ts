import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { IgnitionConfig } from "../../../../ignition/config";
import { allFiles } from "../../../../ignition/given";
import { nodeIgnition } from "../../../../ignition/node";
import { rehearsalNodeFiles } from "../../../../ignition/openshift/rehearsal-node";
import type { RenderedMachineConfig } from "../../../../ignition/openshift/served";
import { servedPaths } from "../../../../manifests/openshift/served-paths";
import { caBundle } from "../../../../pki/ca-bundles";
import { openshiftTestBundle } from "../../../support/openshift-keys";
import { openshiftPlanOf } from "../../../support/openshift-plan";
import { fileAt, first } from "../../manifests/rendered";

const machineImage = "localhost/hardway-rehearsal:current";
const plan = openshiftPlanOf({ payload: "folder", machineImage }, { workers: 1 });
const bundle = openshiftTestBundle(plan);

describe.each([
  ["master", first(plan.controlPlanes)],
  ["worker", first(plan.workers)],
] as const)("a %s of a rehearsal", (pool, node) => {
  const files = rehearsalNodeFiles(plan, bundle, node);
  const textAt = (path: string) => fileAt(files, path).contents;

  it("blocker 7: has from its birth all that the machine config server would add", () => {
    const { cloudAuthorities, registryAuthorities, ...always } = servedPaths;
    const given = allFiles(files).map(({ path }) => path);
    expect(given).toEqual(expect.arrayContaining(Object.values(always)));
    expect(given.filter((path) => path === cloudAuthorities || path.startsWith(registryAuthorities))).toEqual(
      [],
    );
  });

  it("has a kubelet that asks with the kubeconfig and trusts the authorities that are added", () => {
    const [, trusted] =
      /clientCAFile: (\S+)/.exec(files.files.map(({ contents }) => contents).join("\n")) ?? [];
    expect(textAt(trusted ?? "")).toBe(caBundle(bundle, "kube-apiserver-complete-client-ca-bundle"));
    const unit = files.units.find(({ name }) => name === "kubelet.service")?.contents;
    const [, kubeconfig] = /--bootstrap-kubeconfig=(\S+)/.exec(unit ?? "") ?? [];
    expect(fileAt(files, kubeconfig ?? "")).toMatchObject({ path: servedPaths.kubeconfig, mode: 0o600 });
  });

  it("is made from the configuration that the operators' stand-in calls rendered for its pool", () => {
    const status = readFileSync(join(__dirname, "../../../rehearsal/standins/status.go"), "utf8");
    const [, before, after] = /"name": "([^"]*)" \+ pool \+ "([^"]*)"/.exec(status) ?? [];
    const name = `${before}${pool}${after}`;
    expect(JSON.parse(textAt(servedPaths.nodeAnnotations))).toMatchObject({
      "machineconfiguration.openshift.io/currentConfig": name,
    });
    expect(JSON.parse(textAt(servedPaths.encapsulated))).toMatchObject({
      metadata: { name },
      spec: { osImageURL: machineImage },
    });
  });

  it("can be read up in that configuration, which has no key in it", () => {
    const { spec } = JSON.parse(textAt(servedPaths.machineConfig)) as RenderedMachineConfig;
    const { storage }: IgnitionConfig = spec.config;
    expect(storage.files.length).toBeGreaterThan(3);
    const texts = storage.files.map(({ contents }) =>
      Buffer.from(contents.source.slice(contents.source.indexOf(",") + 1), "base64").toString(),
    );
    expect(texts.join("\n")).not.toMatch(/PRIVATE KEY|-data: /);
  });

  it("is taken by Ignition", () => {
    expect(() => nodeIgnition(files, { machine: node.name, platform: plan.platform })).not.toThrow();
  });
});
