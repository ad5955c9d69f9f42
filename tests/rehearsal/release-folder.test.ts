import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { temporaryFolder } from "../support/temporary-folder";
import { rehearsalVersion } from "./names";
import { writeReleaseFolder } from "./release-folder";

jest.setTimeout(120_000);

const folder = temporaryFolder("release");

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

const read = (...path: readonly string[]): string => readFileSync(join(folder, ...path), "utf8");

describe("the folder that stands in for a release", () => {
  let crds: readonly Manifest[];

  beforeAll(async () => {
    await writeReleaseFolder(folder);
    crds = readdirSync(join(folder, "crds")).map((file) => parse(read("crds", file)) as Manifest);
  });

  it("has the CRDs of all kinds that the bootstrap or the operators' stand-in make objects of, each once", () => {
    const names = crds.map(({ metadata }) => metadata.name);
    expect(new Set(names).size).toBe(names.length);
    const needed = [
      ...["clusteroperators", "clusterversions", "dnses", "featuregates", "imagedigestmirrorsets"],
      ...["infrastructures", "ingresses", "networks", "proxies", "schedulers"],
    ].map((plural) => `${plural}.config.openshift.io`);
    const operators = ["etcds", "kubeapiservers", "kubecontrollermanagers", "kubeschedulers"];
    expect(names).toEqual(
      expect.arrayContaining([
        ...needed,
        ...operators.map((plural) => `${plural}.operator.openshift.io`),
        "machineconfigpools.machineconfiguration.openshift.io",
        "securitycontextconstraints.security.openshift.io",
      ]),
    );
  });

  it("has CRDs as bootkube looks for them: their kind at the beginning of a line", () => {
    for (const file of readdirSync(join(folder, "crds")))
      expect(read("crds", file)).toMatch(/^kind: CustomResourceDefinition$/m);
  });

  it("blocker 1: has feature gates whose status names the version", () => {
    const gate = parse(read("feature-gate.yaml")) as {
      readonly status: { readonly featureGates: readonly unknown[] };
    };
    expect(gate.status.featureGates).toEqual([expect.objectContaining({ version: rehearsalVersion })]);
    expect(read("version")).toBe(`${rehearsalVersion}\n`);
  });
});
