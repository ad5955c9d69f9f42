import { X509Certificate } from "node:crypto";
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { issueOpenshift } from "../../pki/openshift";
import { separateOpenshiftTestKeys } from "../support/openshift-keys";
import { testObjects } from "../support/openshift-objects";
import { openshiftLoopbackPlan } from "../support/openshift-loopback";
import { temporaryFolder } from "../support/temporary-folder";
import { rehearsalVersion } from "./names";
import { type ApiObject, type Json, PlayedCluster } from "./played-cluster";

jest.setTimeout(120_000);

const folder = temporaryFolder("stand-ins");
const versionFile = join(folder, "version");
const operator = join(folder, "cluster-version-operator");
const now = new Date();
const plan = openshiftLoopbackPlan(77);
const bundle = issueOpenshift(plan, separateOpenshiftTestKeys(plan, now), now);
const objects = testObjects(plan, bundle);

beforeAll(() => {
  writeFileSync(versionFile, `${rehearsalVersion}\n`);
  const settings = `-X main.versionFile=${versionFile} -X main.featureGatesWithin=3s -X main.lookEvery=100ms`;
  execFileSync(
    "go",
    ["build", "-buildvcs=false", "-ldflags", settings, "-o", join(folder, "stand-ins"), "."],
    { cwd: join(__dirname, "standins"), env: { ...process.env, CGO_ENABLED: "0" } },
  );
  symlinkSync("stand-ins", operator);
});

const plurals: Readonly<Record<string, string>> = { Proxy: "proxies", Ingress: "ingresses", DNS: "dnses" };

/** The path of an object in the API. */
function pathOf(object: ApiObject): string {
  const { apiVersion, kind, metadata } = object as unknown as {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: { readonly name: string; readonly namespace?: string };
  };
  const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const namespace = metadata.namespace === undefined ? "" : `/namespaces/${metadata.namespace}`;
  return `${root}${namespace}/${plurals[kind] ?? `${kind.toLowerCase()}s`}/${metadata.name}`;
}

const featureGates = "/apis/config.openshift.io/v1/featuregates/cluster";
const endpoints = "/api/v1/namespaces/openshift-etcd/configmaps/etcd-endpoints";
const annotation = "alpha.installer.openshift.io/etcd-bootstrap";

/** A cluster with everything that bootkube puts into it, before any node is there. */
function seeded(): PlayedCluster {
  const cluster = new PlayedCluster(bundle);
  for (const object of objects) {
    const plain = JSON.parse(JSON.stringify(object)) as ApiObject;
    cluster.objects.set(pathOf(plain), plain);
  }
  cluster.put(featureGates, { status: { featureGates: [{ version: rehearsalVersion }] } });
  const { name, address } = { name: "etcd-bootstrap", address: plan.bootstrap.address };
  cluster.members = [{ ID: "1", name, peerURLs: [`https://${address}:2380`] }];
  return cluster;
}

/** Whether something has come to hold within a minute and a half. */
async function until(holds: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 900; tries++) {
    if (holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** The stand-in, and what it says. */
class Operators {
  private said = "";
  private readonly process: ChildProcess;

  constructor(url: string) {
    const base64 = (pem: string): string => Buffer.from(pem).toString("base64");
    const { certificatePem, keyPem } = bundle.leaves["admin-kubeconfig-client"];
    const kubeconfig = join(folder, "kubeconfig");
    writeFileSync(
      kubeconfig,
      JSON.stringify({
        clusters: [
          {
            cluster: {
              server: url,
              "certificate-authority-data": base64(
                bundle.authorities["kube-apiserver-localhost-signer"].certificatePem,
              ),
            },
          },
        ],
        users: [
          { user: { "client-certificate-data": base64(certificatePem), "client-key-data": base64(keyPem) } },
        ],
      }),
      { mode: 0o600 },
    );
    const flags = [
      "--release-image=localhost/rehearsal-release:1",
      "--enable-auto-update=false",
      "--listen=",
      "--v=2",
    ];
    this.process = spawn(operator, ["start", `--kubeconfig=${kubeconfig}`, ...flags], {
      env: { ...process.env, NODE_NAME: "bootstrap" },
    });
    this.process.stderr?.on("data", (data: Buffer) => (this.said += data.toString()));
  }

  /** Waits until it has said something like that. */
  async says(pattern: RegExp): Promise<void> {
    if (await until(() => pattern.test(this.said))) return;
    throw new Error(`it never said ${String(pattern)}, but:\n${this.said}`);
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    this.process.kill();
    await once(this.process, "exit");
  }
}

async function whileRunning(
  cluster: PlayedCluster,
  work: (operators: Operators) => Promise<void>,
): Promise<void> {
  const operators = new Operators(await cluster.start(plan.bootstrap.address));
  try {
    await work(operators);
  } finally {
    await operators.stop();
    await cluster.stop();
  }
}

/** What an object has at a path of keys; throws where it has nothing. */
function at(object: Json | undefined, ...keys: readonly string[]): Json {
  return keys.reduce<Json>((value, key) => {
    const next = (value as ApiObject | null)?.[key];
    if (next === undefined) throw new Error(`nothing at ${key}`);
    return next;
  }, object ?? null);
}

/** What an operator of static pods says of a machine that has its pods. */
function atFirstRevision({ name }: { readonly name: string }): Json {
  return { nodeName: name, currentRevision: 1 };
}

function condition(cluster: PlayedCluster, path: string, type: string): string | undefined {
  const conditions = at(cluster.objects.get(path), "status", "conditions") as unknown as readonly {
    readonly type: string;
    readonly status: string;
  }[];
  return conditions.find((each) => each.type === type)?.status;
}

/** The content of a Secret's files. */
function filesOf(
  cluster: PlayedCluster,
  namespace: string,
  machine: string,
): Readonly<Record<string, string>> {
  const isWanted = (path: string): boolean =>
    path.includes(`/${namespace}/secrets/`) && path.endsWith(`-${machine}`);
  const [, secret] = [...cluster.objects].find(([path]) => isWanted(path)) ?? [];
  return Object.fromEntries(
    Object.entries(at(secret, "data") as Readonly<Record<string, string>>).map(([name, value]) => [
      name,
      Buffer.from(value, "base64").toString("utf8"),
    ]),
  );
}

/** Plays the kubelets: an installer ends well, and the static pods that it wrote become ready. */
function playKubelets(cluster: PlayedCluster): void {
  cluster.onCreated = (path) => {
    const [, namespace = "", machine = ""] =
      /namespaces\/([^/]+)\/pods\/installer-[0-9a-f]+-(.+)$/.exec(path) ?? [];
    if (machine === "") return;
    cluster.put(path, { status: { phase: "Succeeded" } });
    for (const [file, text] of Object.entries(filesOf(cluster, namespace, machine))) {
      if (!file.endsWith("-pod.yaml")) continue;
      const { metadata } = parse(text) as {
        readonly metadata: { readonly name: string; readonly namespace: string };
      };
      const name = `${metadata.name}-${machine}`;
      cluster.put(`/api/v1/namespaces/${metadata.namespace}/pods/${name}`, {
        metadata: { name, namespace: metadata.namespace },
        status: { phase: "Running", conditions: [{ type: "Ready", status: "True" }] },
      });
    }
    if (namespace !== "openshift-etcd") return;
    cluster.members = cluster.members.map((member) =>
      member.name === undefined ? { ...member, name: machine } : member,
    );
  };
}

function register(cluster: PlayedCluster): void {
  for (const { name, address } of plan.controlPlanes) {
    cluster.put(`/api/v1/nodes/${name}`, {
      metadata: { name },
      spec: { taints: [{ key: "node-role.kubernetes.io/master" }] },
      status: { addresses: [{ type: "InternalIP", address }] },
    });
  }
}

const etcdOperator = "/apis/operator.openshift.io/v1/etcds/cluster";
const clusterVersion = "/apis/config.openshift.io/v1/clusterversions/version";

describe("the operators' stand-in", () => {
  it("makes control planes of machines from what was seeded, and lets the bootstrap's member go in the end", async () => {
    const cluster = seeded();
    playKubelets(cluster);
    await whileRunning(cluster, async (operators) => {
      await operators.says(/nothing is left to do/);
      register(cluster);
      await operators.says(/nothing is left to do[^]*nothing is left to do/);

      expect(cluster.members.map(({ name, isLearner }) => [name, isLearner ?? false])).toEqual([
        ["etcd-bootstrap", false],
        ...plan.controlPlanes.map(({ name }) => [name, false]),
      ]);
      const addresses = Object.values(
        at(cluster.objects.get(endpoints), "data") as Readonly<Record<string, string>>,
      );
      expect(addresses.sort()).toEqual(plan.controlPlanes.map(({ address }) => address));
      expect(at(cluster.objects.get(endpoints), "metadata", "annotations", annotation)).toBe(
        plan.bootstrap.address,
      );
      expect(condition(cluster, etcdOperator, "EtcdRunningInCluster")).toBe("True");
      expect(condition(cluster, etcdOperator, "EtcdBootstrapMemberRemoved")).toBe("False");
      expect(condition(cluster, clusterVersion, "Available")).toBe("False");
      for (const resource of ["etcds", "kubeapiservers", "kubecontrollermanagers", "kubeschedulers"])
        expect(
          at(
            cluster.objects.get(`/apis/operator.openshift.io/v1/${resource}/cluster`),
            "status",
            "nodeStatuses",
          ),
        ).toEqual(plan.controlPlanes.map(atFirstRevision));

      cluster.put("/api/v1/namespaces/kube-system/configmaps/bootstrap", { data: { status: "complete" } });
      await operators.says(/etcd-bootstrap was removed from etcd[^]*nothing is left to do/);
      expect(cluster.members.map(({ name }) => name)).toEqual(plan.controlPlanes.map(({ name }) => name));
      expect(at(cluster.objects.get(endpoints), "metadata", "annotations")).not.toHaveProperty([annotation]);
      expect(condition(cluster, etcdOperator, "EtcdBootstrapMemberRemoved")).toBe("True");
      expect(condition(cluster, clusterVersion, "Available")).toBe("True");
      expect(
        at(
          cluster.objects.get("/apis/machineconfiguration.openshift.io/v1/machineconfigpools/worker"),
          "status",
          "configuration",
          "name",
        ),
      ).toMatch(/^rendered-worker-/);
      expect(
        cluster.objects.has(
          "/apis/apps/v1/namespaces/openshift-cluster-version/deployments/cluster-version-operator",
        ),
      ).toBe(true);
    });

    const [machine] = plan.controlPlanes;
    const { name = "", address = "" } = machine ?? {};
    const etcd = filesOf(cluster, "openshift-etcd", name);
    const peer = new X509Certificate(etcd["etcd-peer.crt"] ?? "");
    expect(peer.verify(new X509Certificate(bundle.authorities["etcd-signer"].certificatePem).publicKey)).toBe(
      true,
    );
    expect(peer.checkIP(address)).toBe(address);
    const files = filesOf(cluster, "openshift-kube-apiserver", name);
    expect(
      new X509Certificate(files["internal.crt"] ?? "").checkHost(plan.openshift.internalApiFqdn),
    ).toBeDefined();
    for (const signer of [
      "admin-kubeconfig-signer",
      "kubelet-signer",
      "kubelet-bootstrap-kubeconfig-signer",
    ] as const)
      expect(files["client-ca.crt"]).toContain(bundle.authorities[signer].certificatePem.trim());
    expect(files["kube-apiserver-pod.yaml"]).toContain("--etcd-prefix=kubernetes.io");
  });

  it("makes a control plane of a machine that comes after one that left, and removes no member by itself", async () => {
    const cluster = seeded();
    playKubelets(cluster);
    register(cluster);
    const [{ name, address } = { name: "", address: "" }, ...others] = plan.controlPlanes;
    const statuses = () => at(cluster.objects.get(etcdOperator), "status", "nodeStatuses");
    await whileRunning(cluster, async (operators) => {
      await operators.says(/nothing is left to do/);
      const before = cluster.members;

      for (const path of [...cluster.objects.keys()])
        if (/\/(nodes|pods)\//.test(path) && path.endsWith(name)) cluster.objects.delete(path);
      expect(await until(() => isDeepStrictEqual(statuses(), others.map(atFirstRevision)))).toBe(true);
      expect(cluster.members).toEqual(before);

      cluster.members = before.filter((member) => member.name !== name);
      register(cluster);
      await operators.says(/(was promoted in etcd[^]*){4}nothing is left to do/);
      expect(cluster.members.map((member) => [member.name, member.isLearner ?? false])).toEqual(
        [{ name: "etcd-bootstrap" }, ...others, { name }].map((machine) => [machine.name, false]),
      );
      expect(cluster.members.at(-1)?.ID).not.toBe(before.find((member) => member.name === name)?.ID);
      expect(statuses()).toEqual(plan.controlPlanes.map(atFirstRevision));
      const voters = at(cluster.objects.get(endpoints), "data") as Readonly<Record<string, string>>;
      expect(Object.values(voters)).toContain(address);
    });
  });

  const signer = "/api/v1/namespaces/openshift-etcd/secrets/etcd-signer";
  const defects: readonly [string, (cluster: PlayedCluster) => void, RegExp][] = [
    [
      "blocker 2: the internal URI of the API under another key",
      (cluster) => {
        cluster.put("/apis/config.openshift.io/v1/infrastructures/cluster", {
          status: {
            apiServerInternalURI: null,
            apiServerInternalURL: "https://api-int.okd.example.com:6443",
          },
        });
      },
      /Infrastructure cluster: "" in its status is not at api-int/,
    ],
    [
      "blocker 3: a signer of etcd without the annotations",
      (cluster) => {
        cluster.put(signer, { metadata: { annotations: null } });
      },
      /Secret etcd-signer: .*cannot parse/,
    ],
    [
      "blocker 3: a bundle of etcd of another signer",
      (cluster) => {
        const other = bundle.authorities["etcd-metric-signer"].certificatePem;
        cluster.put("/api/v1/namespaces/openshift-etcd/configmaps/etcd-ca-bundle", {
          data: { "ca-bundle.crt": other },
        });
      },
      /ConfigMap etcd-ca-bundle: ca-bundle.crt has not the certificate of its signer/,
    ],
    [
      "blocker 4: the bootstrap's etcd as data only, which the operator overwrites",
      (cluster) => {
        cluster.put(endpoints, { metadata: { annotations: null } });
      },
      /etcd-endpoints has no annotation/,
    ],
    [
      "blocker 9: a signer of kube-apiserver that is not seeded",
      (cluster) => {
        cluster.objects.delete(
          "/api/v1/namespaces/openshift-kube-apiserver-operator/secrets/loadbalancer-serving-signer",
        );
      },
      /Secret loadbalancer-serving-signer: .* is not there/,
    ],
    [
      "blocker 10: keys of service accounts that are not seeded",
      (cluster) => {
        cluster.objects.delete(
          "/api/v1/namespaces/openshift-config/secrets/initial-service-account-private-key",
        );
      },
      /the keys of service accounts: .* is not there/,
    ],
    [
      "blocker 12: another domain in DNS",
      (cluster) => {
        cluster.put("/apis/config.openshift.io/v1/dnses/cluster", { spec: { baseDomain: "example.com" } });
      },
      /is not at api\.example\.com|is not at api-int\.example\.com/,
    ],
  ];

  it.each(defects)("refuses %s", async (_, breakIt, complaint) => {
    const cluster = seeded();
    breakIt(cluster);
    await whileRunning(cluster, async (operators) => {
      await operators.says(complaint);
    });
  });

  it("blocker 1: ends without a status of the feature gates for its version", async () => {
    const cluster = seeded();
    cluster.put(featureGates, { status: { featureGates: [{ version: "4.0.0" }] } });
    await whileRunning(cluster, async (operators) => {
      await operators.says(/timed out waiting for FeatureGate detection/);
    });
  });

  it("blocker 4: does not take a member of another name for the bootstrap's, which would stay for ever", async () => {
    const cluster = seeded();
    playKubelets(cluster);
    register(cluster);
    cluster.members = cluster.members.map((member) => ({ ...member, name: "bootstrap" }));
    cluster.put("/api/v1/namespaces/kube-system/configmaps/bootstrap", { data: { status: "complete" } });
    await whileRunning(cluster, async (operators) => {
      await operators.says(/member "bootstrap" at .* would stay for ever/);
    });
  });
});
