import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { operatorKubeconfig } from "../../manifests/kubeconfig";
import { bootkubeScript } from "../../manifests/openshift/bootkube/script";
import { objectFiles } from "../../manifests/openshift/cluster-objects";
import {
  crdsFor,
  featureGateFor,
  type ReleaseFeatureGate,
  usualChoice,
} from "../../manifests/openshift/release-filter";
import { yamlText } from "../../manifests/yaml";
import { machinePrograms } from "../../tools/paths";
import { apiServerUrl } from "../../topology/endpoints";
import { type LoopbackCluster, loopbackCluster } from "../support/loopback-cluster";
import { manifestsIn, openshiftApi } from "../support/openshift-api";
import { openshiftTestBundle } from "../support/openshift-keys";
import { testOwnerSecrets } from "../support/openshift-objects";
import { openshiftPlanOf } from "../support/openshift-plan";
import { type FakeMachine, machineWithRelease } from "../unit/manifests/openshift/bootkube/fake-machine";

jest.setTimeout(300_000);

const version = "4.20.0";
const plan = openshiftPlanOf({
  payload: "folder",
  release: { version, minor: "4.20", image: `quay.io/okd/scos-release@sha256:${"5".repeat(64)}` },
});
const script = bootkubeScript(plan);
const objects = objectFiles(plan, openshiftTestBundle(plan), testOwnerSecrets);
const kubectl = join(machinePrograms, "kubectl");

let cluster: LoopbackCluster;
let machine: FakeMachine;
let kubeconfig: string;

/** A machine with the real objects of a plan and the real CRDs of a release, and the real kubectl. */
async function machineWithEverything(): Promise<FakeMachine> {
  const made = machineWithRelease(plan, {
    kubectl: `#!/bin/sh\necho "$*" >>"$FAKE/calls"\nexec ${kubectl} "$@"\n`,
    sleep: "#!/bin/sh\nexec /bin/sleep 1\n",
  });
  made.remove("/opt/openshift/release/crds");
  const { payloadManifests, configManifests } = await openshiftApi();
  const crds = [...manifestsIn(`${payloadManifests}/crds`), ...manifestsIn(configManifests)].filter(
    crdsFor(usualChoice),
  );
  for (const crd of crds) made.write(`/opt/openshift/release/crds/${crd.metadata.name}.yaml`, yamlText(crd));
  const gates = manifestsIn(`${payloadManifests}/featuregates`) as readonly ReleaseFeatureGate[];
  made.write("/opt/openshift/release/feature-gate.yaml", yamlText(featureGateFor(gates, version)));
  for (const { path, contents } of objects) made.write(path, contents);
  return made;
}

/** What the tests read of an object. */
interface Found {
  readonly metadata: { readonly resourceVersion: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: { readonly overrides?: readonly unknown[] };
  readonly status?: {
    readonly featureGates?: readonly { readonly version: string; readonly enabled: readonly unknown[] }[];
  };
}

/** An object of the cluster, by the words that kubectl takes for it. */
function get(...words: readonly string[]): Found {
  const args = ["--kubeconfig", kubeconfig, "get", ...words, "--output", "json"];
  const { status, stdout, stderr } = spawnSync(kubectl, args, { encoding: "utf8", maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Found;
}

const stages = ["release", "etcd", "control-plane", "crds", "objects", "late-objects"];
const run = (made: FakeMachine, names: readonly string[]) =>
  made.run(script, names.map((name) => `run_stage ${name} 90`).join("; "));

beforeAll(async () => {
  cluster = loopbackCluster(61);
  const { bootstrap } = cluster.plan;
  cluster.startEtcd(bootstrap, { members: [bootstrap], state: "new" });
  cluster.startApiServer(bootstrap);
  machine = await machineWithEverything();
  const text = operatorKubeconfig(cluster.plan, cluster.bundle, "break-glass", apiServerUrl(bootstrap));
  for (const name of ["kubeconfig", "kubeconfig-loopback"])
    machine.write(`/opt/openshift/auth/${name}`, text);
  kubeconfig = machine.at("/opt/openshift/auth/kubeconfig");
});

afterAll(async () => {
  await cluster.remove();
});

describe("bootkube with a real API server", () => {
  it("creates every object of a cluster, whatever files come first", () => {
    expect(run(machine, stages)).toMatchObject({ status: 0 });
    expect(machine.report().map(({ name, result }) => [name, result])).toEqual(
      stages.map((name) => [name, "done"]),
    );
    const marks = machine.list("/opt/openshift/objects/manifests").filter((name) => name.endsWith(".in"));
    expect(marks).toHaveLength(objects.length);
    expect(objects.length).toBeGreaterThan(80);
  });

  it("blocker 1: has the feature gates' status in the cluster, of this version", () => {
    const gates = get("featuregate", "cluster").status?.featureGates ?? [];
    expect(gates.map((gate) => gate.version)).toEqual([version]);
    expect(gates[0]?.enabled.length).toBeGreaterThan(20);
  });

  it("blocker 2: has the infrastructure's status in the cluster, with the URI by which machines call the API", () => {
    const { status } = get("infrastructure", "cluster");
    expect(status).toMatchObject({
      apiServerInternalURI: `https://${plan.openshift.internalApiFqdn}:6443`,
      controlPlaneTopology: "HighlyAvailable",
    });
  });

  it("has published how far it is", () => {
    const { data } = get("configmap", "hardway-bootkube", "--namespace", "kube-system");
    expect(JSON.parse(data?.["stages.json"] ?? "")).toEqual(machine.report());
  });

  it("hears of every object that it is there already, and changes none, where it has forgotten all", () => {
    const before = get("infrastructure", "cluster").metadata.resourceVersion;
    const secret = ["secret", "pull-secret", "--namespace", "openshift-config"];
    const secretBefore = get(...secret).metadata.resourceVersion;
    machine.remove("/opt/openshift/stages/objects");
    machine.remove("/opt/openshift/objects/manifests");
    expect(run(machine, ["objects"])).toMatchObject({ status: 0 });
    expect(get(...secret).metadata.resourceVersion).toBe(secretBefore);
    expect(Number(get("infrastructure", "cluster").metadata.resourceVersion)).toBeGreaterThanOrEqual(
      Number(before),
    );
  });

  it("takes the overrides back that kept the version operator from the objects", () => {
    const overrides = () => get("clusterversion", "version").spec?.overrides;
    expect(overrides()?.length).toBeGreaterThan(80);
    expect(run(machine, ["overrides"])).toMatchObject({ status: 0 });
    expect(overrides()).toBeUndefined();
  });

  it("waits for a kind that nobody serves yet, and says so", () => {
    machine.write(
      "/opt/openshift/manifests/99-route.yaml",
      yamlText({
        apiVersion: "route.openshift.io/v1",
        kind: "Route",
        metadata: { name: "x", namespace: "default" },
      }),
    );
    machine.remove("/opt/openshift/stages/late-objects");
    machine.remove("/opt/openshift/objects");
    // What a first try creates without a word, a second one hears of.
    for (let tries = 0; tries < 2; tries++)
      expect(machine.run(script, "run_stage late-objects 0").status).not.toBe(0);
    const record = machine.report().find(({ name }) => name === "late-objects");
    expect(record?.lastError).toContain("no matches for kind");
    expect(record?.lastError).toContain("99-route.yaml");
    // All others are known to be in, though kubectl says of them and of that one in the same breath.
    expect(record?.lastError).toContain(`1 of ${objects.length + 2} are not known to be in`);
  });
});
