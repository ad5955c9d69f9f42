import { openHttps } from "../../checks/clients/https";
import { runGate } from "../../gates/gates";
import type { GateInput } from "../../gates/input";
import { crdsFor, usualChoice } from "../../manifests/openshift/release-filter";
import { operatorCredential } from "../../pki/bundle";
import { apiServerUrl } from "../../topology/endpoints";
import type { Machine } from "../../topology/plan";
import { recordingContext, untimed } from "../support/gate-context";
import { loopbackCluster } from "../support/loopback-cluster";
import { manifestsIn, openshiftApi } from "../support/openshift-api";
import { create } from "../support/played-parts";

jest.setTimeout(60_000);

const version = "4.22.0-okd-scos.7";
const configApi = "config.openshift.io/v1";
const kinds = ["clusterversions", "featuregates", "infrastructures"] as const;

/** A real API server with the real CRDs of a release of October 2025; what operators do is played. */
describe("the gate openshiftTopology, against a real API server", () => {
  const cluster = loopbackCluster(97, { controlPlanes: 1, workers: 0 });
  const { bootstrap } = cluster.plan;
  const url = apiServerUrl(bootstrap);
  const context = recordingContext();
  const credential = operatorCredential(cluster.bundle, "break-glass");
  const send = openHttps(credential, context);
  const machine = ({ name, address }: Machine) => ({ name, address });
  const input: GateInput<"openshiftTopology"> = {
    controlPlanes: [0, 1, 2].map(() => machine(bootstrap)),
    kubernetes: { url, credential },
    etcd: {
      bootstrapAddress: bootstrap.address,
      credential: operatorCredential(cluster.bundle, "etcd-operator"),
    },
  };
  const turned = () => runGate(context, { name: "openshiftTopology", operation: "create" }, input);
  const lastLine = () => untimed(context.lines.at(-1) ?? "");

  beforeAll(async () => {
    cluster.startEtcd(bootstrap, { members: [bootstrap], state: "new" });
    cluster.startApiServer(bootstrap);
    await until(`${url}/readyz`);
    const { payloadManifests, configManifests } = await openshiftApi();
    const crds = [...manifestsIn(`${payloadManifests}/crds`), ...manifestsIn(configManifests)].filter(
      crdsFor(usualChoice),
    );
    for (const kind of kinds) {
      const crd = crds.find(({ metadata }) => metadata.name === `${kind}.config.openshift.io`);
      await create(send, url, "customresourcedefinitions", { ...crd } as Parameters<typeof create>[3]);
      await until(`${url}/apis/${configApi}/${kind}`);
    }
    await make("clusterversions", "ClusterVersion", "version", {
      clusterID: "0b5c2d3e-7f41-4c8a-9d26-3a1f5e6b7c80",
    });
    await make("featuregates", "FeatureGate", "cluster", {});
    await make("infrastructures", "Infrastructure", "cluster", { platformSpec: { type: "None" } });
    await report("infrastructures", "cluster", {
      controlPlaneTopology: "SingleReplica",
      infrastructureTopology: "SingleReplica",
    });
  });

  afterAll(async () => {
    context.end();
    await cluster.remove();
  });

  it("changes nothing where the release has no such feature", async () => {
    expect(await turned()).toEqual({ topology: "SingleReplica" });
    expect(lastLine()).toMatch(
      /^topology: the cluster stays SingleReplica, as its release has no MutableTopology: /,
    );
  });

  it("does not fail where the release has the feature and its Infrastructure has no such field", async () => {
    const enabled = [{ name: "MutableTopology" }];
    await report("clusterversions", "version", {
      desired: { version, image: "image" },
      observedGeneration: 1,
      versionHash: "hash",
      availableUpdates: [],
    });
    await report("featuregates", "cluster", { featureGates: [{ version, enabled, disabled: [] }] });
    expect(await turned()).toEqual({ topology: "SingleReplica" });
    expect(lastLine()).toMatch(/^topology: the cluster stays SingleReplica, as its release has no field to /);
  });

  it("asks for the other topology where there is the field, and waits for the operator", async () => {
    const path = "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/controlPlaneTopology";
    await patch(
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/infrastructures.config.openshift.io",
      [{ op: "add", path, value: { type: "string" } }],
    );
    const gate = turned();
    while (!lastLine().endsWith("is asked to be HighlyAvailable"))
      await context.clock.sleep(50, context.signal);
    await report("infrastructures", "cluster", { controlPlaneTopology: "HighlyAvailable" });
    expect(await gate).toEqual({ topology: "HighlyAvailable" });
  });

  function make(resources: (typeof kinds)[number], kind: string, name: string, spec: object): Promise<void> {
    return create(send, url, resources, { apiVersion: configApi, kind, metadata: { name }, spec });
  }

  /** An operator's part. */
  function report(resources: (typeof kinds)[number], name: string, status: object): Promise<void> {
    return patch(`/apis/${configApi}/${resources}/${name}/status`, { status });
  }

  async function patch(path: string, change: object): Promise<void> {
    const type = Array.isArray(change) ? "json-patch" : "merge-patch";
    const answer = await send({
      method: "PATCH",
      url: `${url}${path}`,
      headers: { "content-type": `application/${type}+json` },
      body: JSON.stringify(change),
    });
    if (answer.status !== 200) throw new Error(answer.text);
  }

  async function until(asked: string): Promise<void> {
    const answers = () =>
      send({ method: "GET", url: asked }).then(
        ({ status }) => status === 200,
        () => false,
      );
    while (!(await answers())) await context.clock.sleep(50, context.signal);
  }
});
