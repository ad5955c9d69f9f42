import { type OpenshiftApi, manifestsIn, openshiftApi } from "../support/openshift-api";
import { type ApiObject, type CustomResourceDefinition, faultsOf } from "../support/crd-schema";
import { infrastructure } from "../../manifests/openshift/objects/infrastructure";
import type { OpenshiftObject } from "../../manifests/openshift/objects/object";
import {
  crdsFor,
  featureGateFor,
  type ReleaseFeatureGate,
  usualChoice,
} from "../../manifests/openshift/release-filter";
import type { ConfigInput } from "../../topology/config";
import type { OpenshiftPlan } from "../../topology/openshift/plan";
import { testObjects } from "../support/openshift-objects";
import { openshiftPlanOf } from "../support/openshift-plan";

jest.setTimeout(180_000);

let api: OpenshiftApi;
let all: readonly CustomResourceDefinition[];
let crds: readonly CustomResourceDefinition[];

beforeAll(async () => {
  api = await openshiftApi();
  const ofPayload = manifestsIn(`${api.payloadManifests}/crds`) as readonly CustomResourceDefinition[];
  const ofConfig = manifestsIn(api.configManifests) as readonly CustomResourceDefinition[];
  const ofCvo = ofConfig.filter(({ metadata }) => /^cluster(version|operator)s\./.test(metadata.name));
  all = [...ofPayload, ...ofCvo];
  crds = all.filter(crdsFor(usualChoice));
});

/** The objects that are not Kubernetes' own. */
function customObjects(objects: readonly OpenshiftObject[]): readonly OpenshiftObject[] {
  return objects.filter(({ apiVersion }) => /\.openshift\.io\//.test(apiVersion));
}

const settings = {
  mirrors: [{ source: "quay.io/okd/scos-release", mirrors: ["mirror.example.com:5000/okd/scos-release"] }],
  trustBundle: "PEM",
  proxy: { httpProxy: "http://proxy:3128", httpsProxy: "http://proxy:3128", noProxy: ["example.com"] },
} satisfies Partial<OpenshiftPlan>;

const cases: readonly [string, Partial<OpenshiftPlan>, ConfigInput][] = [
  ["three control planes and workers", {}, {}],
  ["one control plane and nothing else", {}, { controlPlanes: 1, workers: 0 }],
  ["mirrors, a proxy and further authorities", settings, {}],
  ["networks of both families", {}, { addressFamily: "dual" }],
];

describe("the CRDs of a release", () => {
  it("defect 9 of 4.2: are one for each name, though the release has several of some", () => {
    const names = crds.map(({ metadata }) => metadata.name);
    expect(new Set(names).size).toBe(names.length);
    expect(all.length).toBeGreaterThan(names.length + 30);
    expect(names).toEqual(
      expect.arrayContaining([
        "infrastructures.config.openshift.io",
        "clusterversions.config.openshift.io",
        "securitycontextconstraints.security.openshift.io",
      ]),
    );
  });
});

describe.each(cases)("the objects of a cluster of %s", (_, own, config) => {
  const objects = customObjects(testObjects(openshiftPlanOf(own, config)));

  it("are what the real CRDs want, each field known to them", () => {
    const faults = objects.map((object): [string, readonly string[]] => [
      `${object.kind} ${object.metadata.name}`,
      faultsOf(crds, object as ApiObject),
    ]);
    expect(faults.filter(([, found]) => found.length > 0)).toEqual([]);
    expect(faults.length).toBeGreaterThanOrEqual(17);
  });
});

describe("the FeatureGate of a release", () => {
  it("blocker 1: is what its CRD wants, and has every feature once for the version", () => {
    const files = manifestsIn(`${api.payloadManifests}/featuregates`) as readonly ReleaseFeatureGate[];
    const gate = featureGateFor(files, "4.20.0");
    expect(faultsOf(crds, gate)).toEqual([]);
    const [features] = gate.status.featureGates;
    expect(features?.version).toBe("4.20.0");
    const names = [...(features?.enabled ?? []), ...(features?.disabled ?? [])].map(({ name }) => name);
    expect(names.length).toBeGreaterThan(90);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("the check itself", () => {
  const object = infrastructure(openshiftPlanOf());

  it("blocker 2: hears of a key that a server would drop", () => {
    const { apiServerInternalURI, ...status } = object.status;
    const wrong = { ...object, status: { ...status, apiServerInternalURL: apiServerInternalURI } };
    expect(faultsOf(crds, wrong)).toEqual([
      '.status should NOT have additional properties {"additionalProperty":"apiServerInternalURL"}',
    ]);
  });

  it("hears of a value that is none of the allowed ones, and of a kind that no CRD has", () => {
    const wrong = { ...object, status: { ...object.status, controlPlaneTopology: "Twice" } };
    expect(faultsOf(crds, wrong)).toEqual([
      expect.stringContaining(".status.controlPlaneTopology should be equal"),
    ]);
    expect(faultsOf(crds, { ...object, kind: "Infrastructures" })).toHaveLength(1);
  });
});
