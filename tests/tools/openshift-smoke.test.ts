import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openHttps } from "../../checks/clients/https";
import { kubernetesAt } from "../../checks/clients/kubernetes";
import { runCheck } from "../../checks/checks";
import { smokeDeployment, smokeNamespace } from "../../checks/openshift/smoke/objects";
import { deploymentAvailable, smokePods } from "../../checks/openshift/smoke/pods";
import { makeSmokeObjects, removeSmokeObjects } from "../../checks/openshift/smoke/run";
import { runGate } from "../../gates/gates";
import type { GateInput } from "../../gates/input";
import { operatorKubeconfig } from "../../manifests/kubeconfig";
import { operatorCredential } from "../../pki/bundle";
import { apiServerUrl } from "../../topology/endpoints";
import { recordingContext } from "../support/gate-context";
import { loopbackCluster } from "../support/loopback-cluster";
import { manifestsIn, openshiftApi } from "../support/openshift-api";
import { create, reportRunning } from "../support/played-parts";
import { type RunningProgram, startProgram } from "../support/program";
import { releasePlan, rehearsedPlan, smokeCluster } from "../support/smoke-cluster";
import { StandInApi } from "../support/stand-in-api";
import { temporaryFolder } from "../support/temporary-folder";

jest.setTimeout(180_000);

/** What a smoke test makes, in a real API server with the real controllers; scheduler, kubelets and routers are not there. */
describe("the objects of a smoke test, against a real API server and controller manager", () => {
  const cluster = loopbackCluster(96, { controlPlanes: 1, workers: 2 });
  const { plan, bundle } = cluster;
  const { bootstrap } = plan;
  const context = recordingContext();
  const url = apiServerUrl(bootstrap);
  const send = openHttps(operatorCredential(bundle, "break-glass"), context);
  const api = kubernetesAt(url, send);
  const smoke = { ...smokeCluster(new StandInApi()), kubernetes: api };
  let controllers: RunningProgram | undefined;

  beforeAll(async () => {
    cluster.startEtcd(bootstrap, { members: [bootstrap], state: "new" });
    cluster.startApiServer(bootstrap);
    await until(async () => (await send({ method: "GET", url: `${url}/readyz` })).status === 200);
    await lendImage();
    await defineRoutes();
    controllers = startControllers();
  });

  afterAll(async () => {
    context.end();
    await controllers?.stop("SIGKILL");
    await cluster.remove();
  });

  it("are taken as they are, the Route by its real definition, and a second time as well", async () => {
    expect(await makeSmokeObjects(api, releasePlan)).toBe("downloads:1");
    expect(await makeSmokeObjects(api, releasePlan)).toBe("downloads:1");
    const route = await send({
      method: "GET",
      url: `${url}/apis/route.openshift.io/v1/namespaces/${smokeNamespace}/routes/smoke`,
    });
    expect(JSON.parse(route.text)).toMatchObject({
      spec: { to: { kind: "Service", name: "smoke" }, tls: { termination: "edge" } },
    });
  });

  it("make pods that admission takes at the level restricted, and are available when those are ready", async () => {
    await until(async () => (await smokePods(api)).length === 2);
    expect((await runCheck(smoke, deploymentAvailable)).finding.detail).toMatch(/^0 of 2 pods available/);
    for (const { metadata } of await smokePods(api))
      await reportRunning(api, { namespace: smokeNamespace, name: metadata?.name ?? "" });
    await until(async () => (await runCheck(smoke, deploymentAvailable)).finding.level === "ok");
  });

  it("would be refused as pods that may run as root", async () => {
    const { metadata, spec } = smokeDeployment(releasePlan, "image").spec.template;
    const careless = { ...spec, securityContext: { ...spec.securityContext, runAsNonRoot: false } };
    const asked = api.core.createNamespacedPod({
      namespace: smokeNamespace,
      body: { metadata: { ...metadata, name: "careless" }, spec: careless },
    });
    await expect(asked).rejects.toThrow(/violates PodSecurity .*runAsNonRoot != true/);
  });

  it("go with their namespace, until nothing is left", async () => {
    expect(await removeSmokeObjects(api)).toMatch(/^namespace hardway-smoke goes/);
    await until(async () => (await removeSmokeObjects(api)) === undefined);
    await expect(
      api.apps.readNamespacedDeployment({ name: "smoke", namespace: smokeNamespace }),
    ).rejects.toThrow(/404/);
  });

  it("can be made anew after that, as a rehearsal's, whose pods name their user", async () => {
    await makeSmokeObjects(api, rehearsedPlan);
    await until(async () => (await smokePods(api)).length === 2);
    const [pod] = await smokePods(api);
    expect(pod?.spec?.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 65534 });
    await until(async () => (await removeSmokeObjects(api)) === undefined);
  });

  it("openshiftSmoke: gives up where no pod comes up, says what is missing, and leaves nothing", async () => {
    const { families, nodes, appsDomain, ingress } = rehearsedPlan;
    const input: GateInput<"openshiftSmoke"> = {
      plan: {
        families: [...families],
        payload: rehearsedPlan.payload,
        nodes,
        appsDomain,
        ingress: { ...ingress },
      },
      kubernetes: { url, credential: operatorCredential(bundle, "break-glass") },
      budgets: { smoke: 5 },
    };
    await expect(runGate(context, { name: "openshiftSmoke", operation: "create" }, input)).rejects.toThrow(
      /gave up waiting for the application[^]*deployment-available: 0 of 2 pods available.*service-answers: HTTP 503/,
    );
    await until(async () => (await removeSmokeObjects(api)) === undefined);
  });

  /** The console operator's part. */
  async function lendImage(): Promise<void> {
    const namespace = "openshift-console";
    await api.core.createNamespace({ body: { metadata: { name: namespace } } });
    const labels = { app: "console" };
    const spec = {
      replicas: 0,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: "server", image: "downloads:1" }] } },
    };
    await api.apps.createNamespacedDeployment({ namespace, body: { metadata: { name: "downloads" }, spec } });
  }

  async function defineRoutes(): Promise<void> {
    const { routeManifests } = await openshiftApi();
    for (const crd of manifestsIn(routeManifests))
      await create(send, url, "customresourcedefinitions", {
        ...crd,
        apiVersion: "apiextensions.k8s.io/v1",
        kind: "CustomResourceDefinition",
      });
    const path = "/apis/route.openshift.io/v1/routes";
    await until(async () => (await send({ method: "GET", url: `${url}${path}` })).status === 200);
  }

  function startControllers(): RunningProgram {
    const folder = temporaryFolder("smoke-controllers");
    const kubeconfig = join(folder, "kubeconfig");
    writeFileSync(kubeconfig, operatorKubeconfig(plan, bundle, "break-glass", url), { mode: 0o600 });
    return startProgram(
      "kube-controller-manager",
      {
        kubeconfig,
        "bind-address": bootstrap.address,
        "cert-dir": folder,
        "leader-elect": "false",
        controllers: [
          "namespace-controller",
          "serviceaccount-controller",
          "deployment-controller",
          "replicaset-controller",
          "endpoints-controller",
          "endpointslice-controller",
          "garbage-collector-controller",
        ],
      },
      folder,
    );
  }

  /** What fails while a program starts is not yet so. */
  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds().catch(() => false))) await context.clock.sleep(100, context.signal);
  }
});
