import { spawnSync } from "node:child_process";
import { createVerify, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import tls from "node:tls";
import { KubeConfig } from "@kubernetes/client-node";
import { objectFile } from "../../manifests/openshift/cluster-objects";
import {
  openshiftKubeconfig,
  type OpenshiftKubeconfigName,
  openshiftKubeconfigs,
} from "../../manifests/openshift/kubeconfigs";
import { clusterRoleBindings, clusterRoles } from "../../manifests/openshift/objects/rbac";
import { kubeconfigText } from "../../manifests/kubeconfig";
import { caBundle } from "../../pki/ca-bundles";
import { issueOpenshift } from "../../pki/openshift";
import type { OpenshiftLeafName } from "../../pki/openshift-bundle";
import { ports } from "../../topology/ports";
import { machinePrograms } from "../../tools/paths";
import { type OpenshiftApiServer, startOpenshiftApiServer } from "../support/openshift-api-server";
import { separateOpenshiftTestKeys } from "../support/openshift-keys";
import { openshiftLoopbackPlan } from "../support/openshift-loopback";
import { temporaryFolder } from "../support/temporary-folder";

jest.setTimeout(120_000);

const now = new Date();
const plan = openshiftLoopbackPlan(63);
const bundle = issueOpenshift(plan, separateOpenshiftTestKeys(plan, now), now);
const folder = temporaryFolder("openshift-kubeconfigs");
const { address } = plan.bootstrap;

/** As whom an API server sees somebody. */
interface User {
  readonly username: string;
  readonly groups: readonly string[];
}

const administrator: User = { username: "system:admin", groups: ["system:masters", "system:authenticated"] };
const nodeBootstrapper: User = {
  username: "system:serviceaccount:openshift-machine-config-operator:node-bootstrapper",
  groups: [
    "system:serviceaccounts:openshift-machine-config-operator",
    "system:serviceaccounts",
    "system:authenticated",
  ],
};

/** Who each kubeconfig makes its holder; none of the table is left out. */
const holders: Readonly<Record<OpenshiftKubeconfigName, User>> = {
  admin: administrator,
  kubeconfig: administrator,
  "kubeconfig-loopback": administrator,
  "kubeconfig-kubelet": nodeBootstrapper,
  "kube-controller-manager": administrator,
  "kube-scheduler": administrator,
  "localhost-recovery": administrator,
  "lb-int": administrator,
  "lb-ext": administrator,
  host: administrator,
};
const names = Object.keys(openshiftKubeconfigs) as OpenshiftKubeconfigName[];

let server: OpenshiftApiServer;

/** By which name a kubeconfig calls its server. */
function serverNameOf(text: string): string {
  const config = new KubeConfig();
  config.loadFromString(text);
  const cluster = config.getCurrentCluster();
  return cluster?.tlsServerName ?? new URL(cluster?.server ?? "").hostname;
}

/** Kubectl with a kubeconfig, on the way to this machine instead of through names and load balancers. */
function kubectlWith(text: string, words: readonly string[], serverName = serverNameOf(text)) {
  const path = join(folder, "kubeconfig");
  writeFileSync(path, text, { mode: 0o600 });
  const way = ["--kubeconfig", path, "--server", server.url, "--tls-server-name", serverName];
  const { status, stdout, stderr } = spawnSync(join(machinePrograms, "kubectl"), [...way, ...words], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], HOME: folder },
  });
  return { status, stdout: stdout.trim(), stderr };
}

const kubectl = (name: OpenshiftKubeconfigName, ...words: readonly string[]) =>
  kubectlWith(openshiftKubeconfig(plan, bundle, name), words);

/** What kubectl says of the holder of a kubeconfig; throws with its complaint. */
function whoami(text: string, serverName?: string): User {
  const { status, stdout, stderr } = kubectlWith(
    text,
    ["auth", "whoami", "--output", "jsonpath={.status.userInfo}"],
    serverName,
  );
  if (status !== 0) throw new Error(stderr);
  const { username, groups } = JSON.parse(stdout) as User;
  return { username, groups };
}

/** The leaf that the API server shows to who calls it by a name, or by its address. */
async function shownTo(servername: string | undefined): Promise<OpenshiftLeafName | undefined> {
  const socket = tls.connect({
    host: address,
    port: ports.apiServer,
    rejectUnauthorized: false,
    ...(servername === undefined ? {} : { servername }),
  });
  await once(socket, "secureConnect");
  const { fingerprint256 } = socket.getPeerCertificate();
  socket.destroy();
  const leaves = Object.entries(bundle.leaves) as [OpenshiftLeafName, { readonly certificatePem: string }][];
  const found = leaves.find(
    ([, { certificatePem }]) => new X509Certificate(certificatePem).fingerprint256 === fingerprint256,
  );
  return found?.[0];
}

beforeAll(async () => {
  server = startOpenshiftApiServer(plan, bundle, folder);
  while (kubectl("admin", "get", "--raw", "/readyz").stdout !== "ok")
    await new Promise((resolve) => setTimeout(resolve, 200));
});
afterAll(async () => {
  await server.stop();
});

describe("a real API server with the arguments of the bootstrap", () => {
  it.each<[string | undefined, OpenshiftLeafName]>([
    [plan.api.fqdn, "kube-apiserver-lb-server"],
    [plan.openshift.internalApiFqdn, "kube-apiserver-internal-lb-server"],
    ["localhost", "kube-apiserver-localhost-server"],
    ["kubernetes.default.svc", "kube-apiserver-service-network-server"],
    [undefined, "kube-apiserver-service-network-server"],
  ])("shows to who calls it %s the certificate %s", async (name, leaf) => {
    expect(await shownTo(name)).toBe(leaf);
  });

  it("blocker 8: has the cluster where the control planes' API servers will look for it, and nowhere else", () => {
    const keysBelow = (prefix: string): readonly string[] => {
      const pair = (name: string) => join(folder, "secrets", name);
      const access = ["--cacert", pair("etcd-ca-bundle.crt"), "--cert", pair("etcd-client.crt")];
      const { stdout, stderr, status } = spawnSync(
        join(machinePrograms, "etcdctl"),
        [
          ...["--endpoints", `https://${address}:${ports.etcdClient}`, ...access],
          ...["--key", pair("etcd-client.key"), "get", prefix, "--prefix", "--keys-only"],
        ],
        { encoding: "utf8" },
      );
      if (status !== 0) throw new Error(stderr);
      return stdout.split("\n").filter((line) => line !== "");
    };
    expect(keysBelow("/kubernetes.io/namespaces/")).toContain("/kubernetes.io/namespaces/kube-system");
    expect(keysBelow("/").filter((key) => !key.startsWith("/kubernetes.io/"))).toEqual([]);
  });

  it("blocker 10: signs tokens with the key that the operator is given, as the issuer that it expects", () => {
    const account = ["anybody", "--namespace", "kube-system"];
    expect(kubectl("admin", "create", "serviceaccount", ...account)).toMatchObject({ status: 0 });
    const { stdout: token } = kubectl("admin", "create", "token", ...account);
    const [header = "", payload = "", signature = ""] = token.split(".");
    const verify = createVerify("RSA-SHA256").update(`${header}.${payload}`);
    expect(verify.verify(bundle.boundServiceAccount.publicKeyPem, signature, "base64url")).toBe(true);
    expect(JSON.parse(Buffer.from(payload, "base64url").toString())).toMatchObject({
      iss: "https://kubernetes.default.svc",
      aud: ["https://kubernetes.default.svc"],
    });
  });
});

describe("kubeconfigs with a real API server", () => {
  it.each(names)("%s is let in as whom it is meant to be", (name) => {
    expect(whoami(openshiftKubeconfig(plan, bundle, name))).toEqual(holders[name]);
  });

  it.each(names.filter((name) => openshiftKubeconfigs[name].authorities === "localhost-ca-bundle"))(
    "%s takes no certificate of a load balancer for its own machine's",
    (name) => {
      const text = openshiftKubeconfig(plan, bundle, name);
      expect(() => whoami(text, plan.api.fqdn)).toThrow("certificate signed by unknown authority");
    },
  );

  it("are refused where a signer of something else made the certificate, as etcd's", () => {
    const text = kubeconfigText(plan, {
      user: "etcd",
      server: server.url,
      authoritiesPem: caBundle(bundle, "kube-apiserver-complete-server-ca-bundle"),
      credential: bundle.leaves["etcd-client"],
    });
    expect(() => whoami(text, plan.api.fqdn)).toThrow(/Unauthorized|must be logged in/);
  });

  it("blocker 15: of a kubelet that boots may ask for a certificate, once the cluster's objects are in, and nothing else", () => {
    const can = (...words: readonly string[]) =>
      kubectl("kubeconfig-kubelet", "auth", "can-i", ...words).stdout;
    const request = ["create", "certificatesigningrequests.certificates.k8s.io"];
    expect(can(...request)).toBe("no");
    const manifests = join(folder, "roles");
    mkdirSync(manifests);
    for (const [index, object] of [...clusterRoles, ...clusterRoleBindings].entries())
      writeFileSync(join(manifests, `${index}.yaml`), objectFile(object).contents);
    expect(kubectl("kubeconfig-loopback", "create", "-f", manifests)).toMatchObject({ status: 0 });
    expect(can(...request)).toBe("yes");
    expect([can("get", "secrets"), can("create", "pods"), can("get", "nodes")]).toEqual(["no", "no", "no"]);
  });
});
