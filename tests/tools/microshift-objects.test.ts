import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { V1DaemonSet } from "@kubernetes/client-node";
import { kubeVipFiles } from "../../manifests/microshift/kube-vip-files";
import { kubeVipObjects } from "../../manifests/microshift/objects/kube-vip";
import { cloudProviderObjects, cloudProviderRights } from "../../manifests/microshift/objects/cloud-provider";
import { demoObjects } from "../../manifests/microshift/objects/demo-application";
import { kubeVipConstraints } from "../../manifests/microshift/objects/kube-vip-constraints";
import { kubeVipRights } from "../../manifests/microshift/objects/kube-vip-rights";
import type { MicroshiftObject } from "../../manifests/microshift/objects/object";
import { virtualAddressObjects } from "../../manifests/microshift/objects/virtual-address";
import { attempt, capture } from "../../tools/process";
import { startCloudProvider } from "../support/kube-vip-cloud-provider";
import { type MicroshiftApi, startMicroshiftApi } from "../support/microshift-api";
import { objectsPlan, only } from "../support/microshift-objects";
import type { RunningProgram } from "../support/program";
import { temporaryFolder } from "../support/temporary-folder";
import { type Engine, microshiftStack } from "./microshift-stack";

// Building the cloud provider the first time takes longer than everything else.
jest.setTimeout(600_000);

const settings = { loadBalancerRange: "10.90.0.101-10.90.0.102" };
const plan = objectsPlan(settings);
const objects = [...virtualAddressObjects(plan), ...demoObjects(plan)];
const quietly = ["--yes", "--skip-preview"];

/** The variables of MicroShift's own kube-vip in their order, which has the prefix of the address under its older name. */
const microshiftsVariables = [
  ...[
    "vip_arp",
    "port",
    "vip_interface",
    "vip_cidr",
    "cp_enable",
    "cp_namespace",
    "svc_enable",
    "svc_election",
  ],
  ...["vip_leaderelection", "vip_leasename", "vip_leaseduration", "vip_renewdeadline", "vip_retryperiod"],
  ...["address", "prometheus_server"],
];

/**
 * What upstream's programs make of MicroShift's API. The real kubectl stands in for MicroShift's applying of its folders of
 * manifests, and the real engine puts the components' objects there.
 */
describe("the objects of a MicroShift cluster, in a real API with OpenShift's real definitions", () => {
  const manifests = writeManifests();
  let there: MicroshiftApi;
  let pulumi: Engine;

  beforeAll(async () => {
    there = await startMicroshiftApi(90, {
      "node-1": { "node-role.kubernetes.io/master": "", "node-role.kubernetes.io/control-plane": "" },
      "node-2": { "node-role.kubernetes.io/master": "" },
      "node-4": { "node-role.kubernetes.io/worker": "" },
    });
    pulumi = await microshiftStack("microshift-objects-program", {
      KUBECONFIG_FILE: there.kubeconfigFile,
      MICROSHIFT: JSON.stringify(settings),
    });
  });

  afterAll(async () => {
    await there.remove();
  });

  it("are made over the kube-vip that MicroShift has made, and its pods are let in on control planes", async () => {
    await there.api.core.createNamespace({ body: { metadata: { name: "kube-vip" } } });
    await there.api.apps.createNamespacedDaemonSet({
      namespace: "kube-vip",
      body: asMicroshiftHasIt(),
      fieldManager: "microshift",
    });
    await applyManifests();
    await there.until(async () => {
      const { numberReady, updatedNumberScheduled } = (await daemonSet()).status ?? {};
      return numberReady === 2 && updatedNumberScheduled === 2;
    });
    expect((await daemonSet()).status?.desiredNumberScheduled).toBe(2);
    expect(await variables()).toMatchObject({ vip_subnet: "32", KUBERNETES_SERVICE_HOST: "localhost" });
  });

  it("leave a variable there that only MicroShift has, which kube-vip does not read", async () => {
    expect(await variables()).toHaveProperty("vip_cidr", "32");
  });

  it("are as they are planned where MicroShift has none, and need no change the next time", async () => {
    await there.api.apps.deleteNamespacedDaemonSet({ name: "kube-vip", namespace: "kube-vip" });
    await there.until(() =>
      daemonSet().then(
        () => false,
        () => true,
      ),
    );
    await applyManifests();
    const again = (await applyManifests()).trim().split("\n");
    expect(again).toHaveLength(virtualAddressObjects(plan).length);
    for (const line of again) expect(line).toMatch(/ unchanged$/);
    await pulumi("up", ...quietly);
    await pulumi("up", ...quietly, "--expect-no-changes");
    await pulumi("up", ...quietly, "--refresh", "--expect-no-changes");
    for (const object of objects) expect(await live(object)).toMatchObject(object);
  });

  it("have no field that a strict server does not know, and change nothing when they are applied again", async () => {
    for (const object of objects) {
      const { status, headers, text } = await apply(object, "fieldManager=strict&fieldValidation=Strict");
      expect([object.kind, object.metadata.name, status, headers["warning"]]).toEqual([
        object.kind,
        object.metadata.name,
        200,
        undefined,
      ]);
      const once = JSON.parse(text) as { readonly metadata: { readonly resourceVersion: string } };
      const again = await apply(object, "fieldManager=strict&fieldValidation=Strict");
      expect(JSON.parse(again.text)).toMatchObject({
        metadata: { resourceVersion: once.metadata.resourceVersion },
      });
    }
  });

  it("would be refused if constraints left out what null says elsewhere", async () => {
    const { priority, ...careless } = kubeVipConstraints;
    const refused = await apply({
      ...careless,
      metadata: { name: "careless" },
    } as unknown as MicroshiftObject);
    expect([priority, refused.status]).toEqual([0, 422]);
    expect(refused.text).toContain("priority: Required value");
  });

  it("keep pods with the machine's network out of the demo application's namespace", async () => {
    const pod = { hostNetwork: true, containers: [{ name: "pod", image: "pod" }] };
    const asked = there.api.core.createNamespacedPod({
      namespace: "initial-test",
      body: { metadata: { name: "careless" }, spec: pod },
    });
    await expect(asked).rejects.toThrow(/violates PodSecurity .*baseline/);
  });

  it("are ours again after a restart in which MicroShift first makes its own", async () => {
    const restarted = await daemonSet();
    restarted.spec = asMicroshiftHasIt().spec as NonNullable<V1DaemonSet["spec"]>;
    await there.api.apps.replaceNamespacedDaemonSet({
      name: "kube-vip",
      namespace: "kube-vip",
      body: restarted,
      fieldManager: "microshift",
    });
    expect(await variables()).not.toHaveProperty("vip_subnet");
    await applyManifests();
    expect(await variables()).toMatchObject({ vip_subnet: "32", KUBERNETES_SERVICE_HOST: "localhost" });
  });

  describe("give rights", () => {
    const kubeVip = "system:serviceaccount:kube-vip:kube-vip";
    const cloudProvider = "system:serviceaccount:kube-vip:kube-vip-cloud-controller";
    const demo = "system:serviceaccount:initial-test:golang-codeready-workspace";

    it.each([
      ...kubeVipRights.map((right) => ({ user: kubeVip, ...right })),
      ...cloudProviderRights.map((right) => ({ user: cloudProvider, ...right })),
    ])("to $user: $verbs $resources, as $why", async ({ user, group, resources, verbs }) => {
      for (const resource of resources)
        for (const verb of verbs)
          expect([verb, await may(user, { group, resource, verb })]).toEqual([verb, true]);
    });

    it.each([
      { user: kubeVip, group: "", resource: "secrets", verb: "get" },
      { user: kubeVip, group: "", resource: "nodes", verb: "patch" },
      { user: kubeVip, group: "apps", resource: "daemonsets", verb: "patch" },
      { user: cloudProvider, group: "", resource: "configmaps", verb: "create" },
      { user: cloudProvider, group: "", resource: "secrets", verb: "list" },
      { user: demo, group: "", resource: "pods", verb: "list" },
    ])("and not $verb $resource to $user", async ({ user, ...asked }) => {
      expect(await may(user, asked)).toBe(false);
    });

    it("by which the demo application has the constraints anyuid in its namespace, and nowhere else", async () => {
      const use = { group: "security.openshift.io", resource: "securitycontextconstraints", verb: "use" };
      expect(await may(demo, { ...use, name: "anyuid", namespace: "initial-test" })).toBe(true);
      expect(await may(demo, { ...use, name: "anyuid", namespace: "default" })).toBe(false);
      expect(await may(demo, { ...use, name: "privileged", namespace: "initial-test" })).toBe(false);
    });
  });

  describe("let the real cloud provider", () => {
    const home = temporaryFolder("cloud-provider");
    const log = () => readFileSync(join(home, "cloud-provider.log"), "utf8");
    let program: RunningProgram | undefined;

    beforeAll(async () => {
      const container = only(cloudProviderObjects(plan), "Deployment").spec.template.spec?.containers[0];
      program = await startCloudProvider({
        kubeconfig: await kubeconfigOfAccount(),
        address: there.address,
        arguments: container?.command?.slice(1) ?? [],
        home,
      });
    });

    afterAll(async () => {
      await program?.stop();
    });

    it("be ready by the probe of its pod", async () => {
      const url = `https://${there.address}:10258/healthz`;
      await there.until(async () => {
        const asked = await attempt({
          program: "curl",
          arguments: ["--silent", "--insecure", "--fail", url],
        });
        return asked.exitCode === 0 && asked.output === "ok";
      });
    });

    it("give Services the addresses of the range, first to last", async () => {
      for (const name of ["one", "two"]) {
        await makeService(name);
        await there.until(async () => (await addressOf(name)) !== undefined);
      }
      expect([await addressOf("one"), await addressOf("two")]).toEqual(["10.90.0.101", "10.90.0.102"]);
    });

    it("say on a Service that there is no address left, and give it the next that is free", async () => {
      await makeService("three");
      await there.until(async () => {
        const { items } = await there.api.core.listNamespacedEvent({ namespace: "default" });
        return items.some(
          ({ involvedObject, reason }) =>
            involvedObject.name === "three" && reason === "SyncLoadBalancerFailed",
        );
      });
      expect(await addressOf("three")).toBeUndefined();
      await there.api.core.deleteNamespacedService({ name: "one", namespace: "default" });
      await there.until(async () => (await addressOf("three")) === "10.90.0.101");
    });

    it("do all of that without asking for what it may not", () => {
      expect(log()).toContain("successfully acquired lease kube-system/kube-vip-cloud-controller");
      expect(log()).not.toMatch(/forbidden/i);
    });
  });

  it("leave nothing when they are destroyed", async () => {
    await pulumi("destroy", ...quietly);
    for (const object of demoObjects(plan))
      expect([object.kind, (await ask(object)).status]).toEqual([object.kind, 404]);
  });

  /** The folder of manifests as a control plane has it. */
  function writeManifests(): string {
    const folder = temporaryFolder("manifests");
    const files = kubeVipFiles(plan);
    for (const { path, contents } of files) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), contents);
    }
    return join(folder, dirname(files[0]?.path ?? ""));
  }

  function applyManifests(): Promise<string> {
    return capture({
      program: "kubectl",
      arguments: ["--kubeconfig", there.kubeconfigFile, "apply", "--kustomize", manifests],
    });
  }

  /** As MicroShift's fork deploys it: the same but for the variables, which are those of an older kube-vip. */
  function asMicroshiftHasIt() {
    const { apiVersion, kind, metadata, spec } = structuredClone(only(kubeVipObjects(plan), "DaemonSet"));
    const [container] = spec.template.spec?.containers ?? [];
    if (container === undefined) throw new Error("kube-vip has no container");
    const values = new Map(container.env?.map(({ name, value }) => [name, value]));
    container.env = microshiftsVariables.map((name) => ({ name, value: values.get(name) ?? "32" }));
    return { apiVersion, kind, metadata, spec } as unknown as V1DaemonSet;
  }

  function daemonSet(): Promise<V1DaemonSet> {
    return there.api.apps.readNamespacedDaemonSet({ name: "kube-vip", namespace: "kube-vip" });
  }

  async function variables(): Promise<Readonly<Record<string, string | undefined>>> {
    const { spec } = await daemonSet();
    const environment = spec?.template.spec?.containers.flatMap(({ env = [] }) => env) ?? [];
    return Object.fromEntries(environment.map(({ name, value }) => [name, value]));
  }

  function ask(object: MicroshiftObject) {
    return there.send({ method: "GET", url: urlOf(object) });
  }

  async function live(object: MicroshiftObject): Promise<unknown> {
    return JSON.parse((await ask(object)).text);
  }

  function apply(object: MicroshiftObject, query = "fieldManager=strict") {
    return there.send({
      method: "PATCH",
      url: `${urlOf(object)}?force=true&${query}`,
      headers: { "content-type": "application/apply-patch+yaml" },
      body: JSON.stringify(object),
    });
  }

  function urlOf({ apiVersion, kind, metadata }: MicroshiftObject): string {
    const root = apiVersion === "v1" ? "api" : "apis";
    const plural = kind === "SecurityContextConstraints" ? kind.toLowerCase() : `${kind.toLowerCase()}s`;
    const within = "namespace" in metadata ? `/namespaces/${metadata.namespace ?? ""}` : "";
    return `${there.url}/${root}/${apiVersion}${within}/${plural}/${metadata.name}`;
  }

  interface Asked {
    readonly group: string;
    readonly resource: string;
    readonly verb: string;
    readonly name?: string;
    readonly namespace?: string;
  }

  /** Whether the API server's own authorization lets somebody do something; a service account has its groups. */
  async function may(
    user: string,
    { resource, namespace = "kube-system", ...asked }: Asked,
  ): Promise<boolean> {
    const [name, subresource] = resource.split("/");
    const { text } = await there.send({
      method: "POST",
      url: `${there.url}/apis/authorization.k8s.io/v1/subjectaccessreviews`,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        apiVersion: "authorization.k8s.io/v1",
        kind: "SubjectAccessReview",
        spec: {
          user,
          groups: ["system:authenticated", "system:serviceaccounts"],
          resourceAttributes: { ...asked, namespace, resource: name, subresource },
        },
      }),
    });
    return (JSON.parse(text) as { readonly status: { readonly allowed: boolean } }).status.allowed;
  }

  /** The kubelet's part: a token of the account, as its pod would have it. */
  async function kubeconfigOfAccount(): Promise<string> {
    const { status } = await there.api.core.createNamespacedServiceAccountToken({
      name: "kube-vip-cloud-controller",
      namespace: "kube-vip",
      body: { spec: { audiences: [], expirationSeconds: 3600 } },
    });
    const data = Buffer.from(there.authorityPem).toString("base64");
    return JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: "there", cluster: { server: there.url, "certificate-authority-data": data } }],
      users: [{ name: "account", user: { token: status?.token } }],
      contexts: [{ name: "there", context: { cluster: "there", user: "account" } }],
      "current-context": "there",
    });
  }

  async function makeService(name: string): Promise<void> {
    await there.api.core.createNamespacedService({
      namespace: "default",
      body: { metadata: { name }, spec: { type: "LoadBalancer", ports: [{ port: 80 }] } },
    });
  }

  async function addressOf(name: string): Promise<string | undefined> {
    const { metadata, spec } = await there.api.core.readNamespacedService({ name, namespace: "default" });
    expect(metadata?.annotations?.["kube-vip.io/loadbalancerIPs"]).toBe(spec?.loadBalancerIP);
    return spec?.loadBalancerIP;
  }
});
